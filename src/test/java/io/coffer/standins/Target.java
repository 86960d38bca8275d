package io.coffer.standins;

/**
 * What a request is about: the service itself without a bucket, the bucket itself without
 * a key.
 */
record Target(String bucket, String key) {

	/** The bucket is the first segment of the path. */
	static Target inPath(String path) {
		int slash = path.indexOf('/', 1);
		return (slash < 0) ? new Target(path.substring(1), "")
				: new Target(path.substring(1, slash), path.substring(slash + 1));
	}

	/** The bucket is a label of the host. */
	static Target inHost(String bucket, String path) {
		return new Target(bucket, path.substring(1));
	}

}
