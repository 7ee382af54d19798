/** The profiles that come with the program, in the order they are listed: data alone, which a test holds against domain/import/read-profile.ts. */
import type { Profile } from '../domain/import/profile.ts'
import bankEnglish from './bank-english.json' with { type: 'json' }
import bankFrench from './bank-french.json' with { type: 'json' }
import bankGerman from './bank-german.json' with { type: 'json' }
import bankMercury from './bank-mercury.json' with { type: 'json' }
import bankMonzo from './bank-monzo.json' with { type: 'json' }
import bankN26 from './bank-n26.json' with { type: 'json' }
import bankQonto from './bank-qonto.json' with { type: 'json' }
import bankSpanish from './bank-spanish.json' with { type: 'json' }
import bankWise from './bank-wise.json' with { type: 'json' }
import cardEnglish from './card-english.json' with { type: 'json' }
import googleContacts from './google-contacts.json' with { type: 'json' }
import googleContactsOlder from './google-contacts-older.json' with { type: 'json' }
import hubspotContacts from './hubspot-contacts.json' with { type: 'json' }
import linkedinConnections from './linkedin-connections.json' with { type: 'json' }
import outlookContacts from './outlook-contacts.json' with { type: 'json' }
import outlookContactsFrench from './outlook-contacts-french.json' with { type: 'json' }
import paypalActivity from './paypal-activity.json' with { type: 'json' }
import paypalFrench from './paypal-french.json' with { type: 'json' }
import paypalGerman from './paypal-german.json' with { type: 'json' }
import paypalSpanish from './paypal-spanish.json' with { type: 'json' }
import quickbooksContacts from './quickbooks-contacts.json' with { type: 'json' }
import quickbooksCustomers from './quickbooks-customers.json' with { type: 'json' }
import quickbooksDesktopInvoices from './quickbooks-desktop-invoices.json' with { type: 'json' }
import quickbooksDesktopPayments from './quickbooks-desktop-payments.json' with { type: 'json' }
import quickbooksInvoices from './quickbooks-invoices.json' with { type: 'json' }
import quickbooksPayments from './quickbooks-payments.json' with { type: 'json' }
import quickbooksReceivables from './quickbooks-receivables.json' with { type: 'json' }
import shopifyOrders from './shopify-orders.json' with { type: 'json' }
import squareCustomers from './square-customers.json' with { type: 'json' }
import squareTransactions from './square-transactions.json' with { type: 'json' }
import stripeBalance from './stripe-balance.json' with { type: 'json' }
import stripePayments from './stripe-payments.json' with { type: 'json' }
import thunderbird from './thunderbird.json' with { type: 'json' }
import thunderbirdFrench from './thunderbird-french.json' with { type: 'json' }

// What TypeScript makes of JSON has no unions of texts; that each of these is a profile, the test says.
export const BUILT_IN = [
  bankEnglish,
  bankFrench,
  bankGerman,
  bankMercury,
  bankMonzo,
  bankN26,
  bankQonto,
  bankSpanish,
  bankWise,
  cardEnglish,
  googleContacts,
  googleContactsOlder,
  hubspotContacts,
  linkedinConnections,
  outlookContacts,
  outlookContactsFrench,
  paypalActivity,
  paypalFrench,
  paypalGerman,
  paypalSpanish,
  quickbooksContacts,
  quickbooksCustomers,
  quickbooksDesktopInvoices,
  quickbooksDesktopPayments,
  quickbooksInvoices,
  quickbooksPayments,
  quickbooksReceivables,
  shopifyOrders,
  squareCustomers,
  squareTransactions,
  stripeBalance,
  stripePayments,
  thunderbird,
  thunderbirdFrench,
] as readonly unknown[] as readonly Profile[]
