package io.coffer.direct;

/** The answer to an abort: upload widgets want one that is JSON. */
record AbortedUpload() {
}
