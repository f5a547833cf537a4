// Offers a passkey only where the browser has them.
if (window.PublicKeyCredential) {
  for (const offer of document.querySelectorAll("[data-passkey]")) offer.hidden = false
}
