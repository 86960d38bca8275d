package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.ProviderProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.util.DigestUtils;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * What a store says of the bytes that it took.
 *
 * @param entityTag an MD5 with some stores, of what they do not encrypt with keys of
 * their users, and anything at all with others; null if none came
 * @param crc32 in Base64, or null where the store tells none
 * @param encryption how it is kept, or null if the store does not tell
 */
record UploadChecksum(@Nullable String entityTag, @Nullable String crc32, @Nullable ServerSideEncryption encryption) {

	private static final Pattern MD5 = Pattern.compile("\"?([0-9a-f]{32})\"?");

	static UploadChecksum of(PutObjectResponse taken) {
		return new UploadChecksum(taken.eTag(), taken.checksumCRC32(), taken.serverSideEncryption());
	}

	static UploadChecksum of(UploadPartResponse taken) {
		return new UploadChecksum(taken.eTag(), taken.checksumCRC32(), taken.serverSideEncryption());
	}

	/** Whether this tells of other bytes than were sent. */
	boolean contradicts(Buffer sent, ProviderProfile facts) {
		return (this.crc32 != null && !this.crc32.equals(crc32(sent)))
				|| (facts.hasMd5Tags() && keptPlain() && tagContradicts(sent));
	}

	/** What to tell the client that sent the bytes. */
	static ProblemException contradiction() {
		return new ProblemException(ProblemType.STORAGE_ERROR, "The storage took other bytes than were sent.")
			.hint("Nothing of the archive was kept; send it again.");
	}

	private boolean keptPlain() {
		return this.encryption == null || this.encryption == ServerSideEncryption.AES256;
	}

	private boolean tagContradicts(Buffer sent) {
		Matcher md5 = MD5.matcher((this.entityTag != null) ? this.entityTag : "");
		return md5.matches() && !md5.group(1).equals(md5(sent));
	}

	private static String md5(Buffer sent) {
		try {
			return DigestUtils.md5DigestAsHex(sent.open());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String crc32(Buffer sent) {
		CRC32 crc = new CRC32();
		crc.update(sent.view());
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
	}

}
