"use strict";

// Swagger UI brings its own dark colours under this class; the page follows what the reader's system says.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

// The log-in dialog of Swagger UI is no form: without this, Enter after the password would do nothing.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("#oauth_username, #oauth_password")) {
    event.target.closest(".auth-container").querySelector("button.authorize").click();
  }
});

SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: document.getElementById("swagger-ui").dataset.openapi,
  deepLinking: true,
  persistAuthorization: false, // the token lives as long as the page
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // no badge: it would send the document to a stranger's server
});
