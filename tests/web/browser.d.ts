// What browsers and vendored scripts have and TypeScript's own library does not know.

interface Navigator {
  readonly connection?: { readonly saveData: boolean };
}

declare function SwaggerUIBundle(options: { url: string; dom_id: string; deepLinking: boolean }): unknown;
