/** Lets the browser save what an address answers (or a `data:` or `blob:` address holds); a name where the answer gives none. */
export function download(address: string, name = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Lets the browser save a text. */
export function downloadText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  download(address, name);
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address));
}
