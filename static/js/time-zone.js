// Tells the sign-up form which clock this device goes by. It is only a first guess: settings can change it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
for (const field of document.querySelectorAll("[data-time-zone]")) {
  if (zone && !field.value) field.value = zone
}
