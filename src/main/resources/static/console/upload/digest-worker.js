// Digests a file beside the page, so that the page stays quick.
import { Sha256 } from './sha256.js';

self.addEventListener('message', async ({ data: file }) => {
  try {
    const digest = new Sha256();
    const reader = file.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      digest.update(value);
    }
    self.postMessage({ sha256: digest.hex() });
  } catch (failure) {
    self.postMessage({ failure: String(failure) });
  }
});
