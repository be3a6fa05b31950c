SwaggerUIBundle({
  url: "/api/openapi.yaml",
  dom_id: "#api",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null, // nothing leaves this machine
});
