// Lets a person see the password they type. The words come from the page, so they can be translated.
const words = document.querySelector("[data-show-password]")?.dataset

for (const field of words ? document.querySelectorAll("input[type=password]") : []) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = "link"
  const show = (seen) => {
    field.type = seen ? "text" : "password"
    button.textContent = seen ? words.hidePassword : words.showPassword
    button.setAttribute("aria-pressed", String(seen))
  }
  show(false)
  button.addEventListener("click", () => show(field.type === "password"))
  field.form?.addEventListener("submit", () => show(false))
  field.after(button)
}
