// Shows the calls of the service; a script of its own, since pages here allow none within them.
window.addEventListener('load', () => SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#calls', deepLinking: true }));
