/** What a report's page may load: nothing. Sent with it as `Content-Security-Policy`. */
export const reportPagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
