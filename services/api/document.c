/* The contract itself, and its readable form: the bytes that the build made. */
#include "api/req.h"

enum err h_openapi_get(struct req *r, const struct op_openapi_get *in)
{
	(void)in;
	buf_add(&r->resp->body, api_openapi_json, api_openapi_json_len);
	return ERR_OK;
}

enum err h_documentatie_get(struct req *r, const struct op_documentatie_get *in)
{
	(void)in;
	http_resp_header(r->resp, "Content-Security-Policy", str_from(api_documentatie_csp));
	buf_add(&r->resp->body, api_documentatie_html, api_documentatie_html_len);
	return ERR_OK;
}
