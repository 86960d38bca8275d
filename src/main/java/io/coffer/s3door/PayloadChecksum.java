package io.coffer.s3door;

import java.util.Base64;

/** What a client may send a checksum of a body as. */
enum PayloadChecksum {

	CRC32("x-amz-checksum-crc32"), CRC32C("x-amz-checksum-crc32c"), CRC64NVME("x-amz-checksum-crc64nvme"),
	SHA1("x-amz-checksum-sha1"), SHA256("x-amz-checksum-sha256"), MD5("content-md5"), SIGNED("x-amz-content-sha256");

	private static final String CHECKSUM_HEADERS = "x-amz-checksum-";

	private final String header;

	PayloadChecksum(String header) {
		this.header = header;
	}

	/** The header that has it, in base64 but for the one of the signature. */
	String header() {
		return this.header;
	}

	static PayloadChecksum ofHeader(String name) {
		for (PayloadChecksum checksum : values()) {
			if (checksum.header.equals(name) && checksum.header.startsWith(CHECKSUM_HEADERS)) {
				return checksum;
			}
		}
		throw S3Error.INVALID_REQUEST.because("Trailers of that name are not taken: " + name);
	}

	static byte[] decode(String value) {
		try {
			return Base64.getDecoder().decode(value.strip());
		}
		catch (IllegalArgumentException ex) {
			throw S3Error.INVALID_DIGEST.because("A checksum is no base64.");
		}
	}

}
