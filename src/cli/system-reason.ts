/** Why the operating system refused, in words. */
export function systemReason(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'you have no right to',
    EPERM: 'you have no right to',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is not a folder',
    EEXIST: 'a part of its path is not a folder',
    EIO: 'the disk or device fails',
    ENOSPC: 'the disk is full',
    SQLITE_FULL: 'the disk is full',
    EROFS: 'the disk is read-only',
  }
  return words[code] ?? (code || String(error))
}
