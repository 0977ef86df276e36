document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", () => form.querySelector("button").setAttribute("disabled", "")));
