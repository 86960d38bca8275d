"""Presigned URLs (AWS Signature Version 4), for what goes to the store without a client of S3."""

import datetime
import hashlib
import hmac
import urllib.parse

KEY_ID, SECRET, REGION, BUCKET = "bench", "secret-of-the-bench", "us-east-1", "bench"


def presigned(method, port, path, query=None, signed_port=None):
    """For an hour. A proxy that keeps Host has another port than the store that was signed for."""
    now = datetime.datetime.now(datetime.timezone.utc)
    scope = f"{now:%Y%m%d}/{REGION}/s3/aws4_request"
    host = f"127.0.0.1:{signed_port or port}"
    parameters = {**(query or {}), "X-Amz-Algorithm": "AWS4-HMAC-SHA256", "X-Amz-Credential": f"{KEY_ID}/{scope}",
                  "X-Amz-Date": f"{now:%Y%m%dT%H%M%SZ}", "X-Amz-Expires": "3600", "X-Amz-SignedHeaders": "host"}
    encoded = "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(parameters.items()))
    path = f"/{BUCKET}{urllib.parse.quote(path, safe='/-_.~')}"
    request = f"{method}\n{path}\n{encoded}\nhost:{host}\n\nhost\nUNSIGNED-PAYLOAD"
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    text = f"AWS4-HMAC-SHA256\n{now:%Y%m%dT%H%M%SZ}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    return f"http://127.0.0.1:{port}{path}?{encoded}&X-Amz-Signature={signature}"


def quote(text):
    return urllib.parse.quote(text, safe="-_.~")
