import inquirer from 'inquirer'
import { Cancelled } from './errors.ts'

/** Asks the person at the terminal. The only door to inquirer; every question may be cancelled. */
export interface Prompt {
  choose<T>(question: string, choices: readonly { readonly name: string; readonly value: T }[]): Promise<T>
  confirm(question: string): Promise<boolean>
}

async function asked<T>(question: Record<string, unknown>): Promise<T> {
  try {
    // Questions go to stderr: stdout is for the answer.
    const prompt = inquirer.createPromptModule({ output: process.stderr })
    const answers = (await prompt([{ name: 'answer', ...question }] as never)) as { answer: T }
    return answers.answer
  } catch (error) {
    if (error instanceof Error && /ExitPromptError|AbortPromptError/.test(error.name)) throw new Cancelled()
    throw error
  }
}

export const terminalPrompt: Prompt = {
  choose: (message, choices) => asked({ type: 'select', message, choices }),
  confirm: (message) => asked({ type: 'confirm', message, default: false }),
}
