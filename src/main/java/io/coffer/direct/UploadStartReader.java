package io.coffer.direct;

import io.coffer.backups.BackupNames;
import io.coffer.backups.FileName;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.uploads.BaseVersion;
import io.coffer.uploads.DigestHeaders;
import io.coffer.uploads.UploadRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what upload widgets and other clients say when they begin. */
@Component
class UploadStartReader {

	private final BackupNames names;

	UploadStartReader(BackupNames names) {
		this.names = names;
	}

	/**
	 * Reads the body and the headers that {@code POST /backups} knows too.
	 * @param basedOn the header {@code Coffer-Based-On}, or null
	 * @throws ProblemException {@link ProblemType#INVALID_REQUEST} or
	 * {@link ProblemType#INVALID_DIGEST}
	 */
	UploadRequest read(UploadStart start, Caller caller, Vault vault, @Nullable String basedOn) {
		Metadata metadata = new Metadata(Objects.requireNonNullElse(start.metadata(), Map.of()));
		String filename = metadata.text("filename");
		String sha256 = metadata.text("sha256");
		return new UploadRequest(caller, vault, null, metadata.text("application"), metadata.text("device"),
				FileName.clean((filename != null) ? filename : start.filename()),
				(sha256 != null) ? DigestHeaders.hex(sha256) : null, null, metadata.size(), 0, false, BaseVersion
					.of((basedOn != null) ? basedOn : metadata.key("basedOn"), metadata.text("onNewer"), this.names));
	}

	/** Values as widgets send them: texts, numbers, and nothing as an empty text. */
	private record Metadata(Map<String, @Nullable Object> values) {

		@Nullable String text(String name) {
			Object value = this.values.get(name);
			if (value == null || value.equals("")) {
				return null;
			}
			if (value instanceof String || value instanceof Integer || value instanceof Long) {
				return value.toString();
			}
			throw invalid("\"" + name + "\" is a text.");
		}

		/** In JSON a key stands as it is, and in a header as in a URL. */
		@Nullable String key(String name) {
			String key = text(name);
			return (key != null) ? BaseVersion.write(key) : null;
		}

		long size() {
			String size = text("size");
			if (size == null) {
				return -1;
			}
			if (!size.matches("[0-9]{1,18}")) {
				throw invalid("\"size\" is a number of bytes.");
			}
			return Long.parseLong(size);
		}

		private static ProblemException invalid(String detail) {
			return new ProblemException(ProblemType.INVALID_REQUEST, "In the metadata, " + detail);
		}

	}

}
