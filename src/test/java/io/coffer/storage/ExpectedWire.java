package io.coffer.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must be sent to one provider: a row of {@code wire.csv}, and the headers that it
 * comes to. Those that the SDK always adds, or that no store looks at, are left out.
 *
 * @param virtual whether the bucket is part of the host
 * @param listsV2 whether ListObjectsV2 is asked, or the older call
 * @param guard the header against overwriting, or null
 * @param expect the value of {@code Expect}, or null
 * @param payload the value of {@code x-amz-content-sha256} beside archives, or
 * {@code SHA-256} for the body's own
 */
record ExpectedWire(boolean virtual, boolean listsV2, @Nullable String guard, @Nullable String expect, String payload) {

	private static final String PAYLOAD = "x-amz-content-sha256";

	String host(int port) {
		return (this.virtual ? "backups.store.test:" : "store.test:") + port;
	}

	String path(String object) {
		return (this.virtual ? "" : "/backups") + "/laptop/" + object;
	}

	/** Of a request that carries so much of an archive. */
	Map<String, String> archive(String type, String body, int length) {
		Map<String, String> headers = new TreeMap<>();
		headers.put("content-type", type);
		headers.put("content-length", String.valueOf(length));
		headers.put(PAYLOAD, this.payload.equals("SHA-256") ? sha256(body) : this.payload);
		if (this.expect != null) {
			headers.put("expect", this.expect);
		}
		if (this.payload.startsWith("STREAMING")) {
			headers.put("content-encoding", "aws-chunked");
			headers.put("x-amz-decoded-content-length", String.valueOf(body.length()));
		}
		if (this.payload.endsWith("TRAILER")) {
			headers.put("x-amz-trailer", "x-amz-checksum-crc32");
			headers.put("x-amz-sdk-checksum-algorithm", "CRC32");
		}
		return headers;
	}

	/** Of a request that describes an object. */
	Map<String, String> describing(Map<String, String> headers) {
		Map<String, String> all = new TreeMap<>(headers);
		all.put("content-disposition", "attachment");
		all.put("x-amz-meta-coffer-upload", "(any)");
		return all;
	}

	/** Of a request by which an object appears. */
	Map<String, String> guarded(Map<String, String> headers) {
		Map<String, String> all = new TreeMap<>(headers);
		if (this.guard != null) {
			String[] parts = this.guard.split(": ", -1);
			all.put(parts[0], parts[1]);
		}
		return all;
	}

	/** The bytes that are sent for a body. */
	String framed(String body) {
		if (!this.payload.startsWith("STREAMING")) {
			return body;
		}
		String signature = this.payload.contains("UNSIGNED") ? "" : ";chunk-signature=(hex)";
		String trailer = this.payload.endsWith("TRAILER") ? "x-amz-checksum-crc32:(base64)\r\n" : "";
		String signed = (trailer.isEmpty() || signature.isEmpty()) ? "" : "x-amz-trailer-signature:(hex)\r\n";
		return Integer.toHexString(body.length()) + signature + "\r\n" + body + "\r\n0" + signature + "\r\n" + trailer
				+ signed + "\r\n";
	}

	static String sha256(String body) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
