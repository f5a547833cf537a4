// When content-editor has built its list of blocks: it does so some time after the page is there.
export function ready(form) {
  return new Promise((resolve) => {
    const look = () => {
      const built = form.querySelector(".order-machine-wrapper .plugin-button");
      if (built) requestAnimationFrame(resolve);
      else setTimeout(look, 50);
    };
    look();
  });
}
