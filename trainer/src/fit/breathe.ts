/** Lets messages, signals and the page's other work come to their turn between two stretches of training. */

/** Resolves in a later turn of the event loop; unlike a timer it is not slowed down in browsers. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
