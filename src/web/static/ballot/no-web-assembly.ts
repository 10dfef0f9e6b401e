/**
 * Stands in for the browser's WebAssembly (build-page.mjs), which the page's content security policy refuses: libsodium
 * would try, and leave an error in the console. It waits for ever instead, and `plain-sodium.ts` takes the other build.
 */
export const WebAssembly = {
  instantiate(): Promise<never> {
    return new Promise(() => {});
  },
};
