package io.coffer.s3door;

import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.storage.ListedObject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists the backups of a vault, and nothing else that lies there, by both calls of S3
 * (<a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>,
 * <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>).
 */
@Component
class ObjectListing {

	private static final int MOST = 1000;

	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final BackupRepository backups;

	ObjectListing(BackupRepository backups) {
		this.backups = backups;
	}

	byte[] list(DoorRequest request) {
		Query query = request.query();
		boolean newer = "2".equals(query.get("list-type"));
		String token = query.get("continuation-token", "");
		String after = token.isEmpty() ? query.get(newer ? "start-after" : "marker", "") : decoded(token);
		int most = query.number("max-keys", MOST, MOST);
		Page page = page(request, query.get("prefix", ""), query.get("delimiter", ""), after, most);
		boolean encoded = "url".equals(query.get("encoding-type"));
		return Xml.document("ListBucketResult", (xml) -> {
			xml.text("Name", request.bucket())
				.text("Prefix", written(query.get("prefix", ""), encoded))
				.text("Delimiter", query.has("delimiter") ? written(query.get("delimiter", ""), encoded) : null)
				.text("MaxKeys", most)
				.text("EncodingType", encoded ? "url" : null)
				.text("IsTruncated", page.more());
			if (newer) {
				xml.text("KeyCount", page.entries().size())
					.text("StartAfter",
							query.has("start-after") ? written(query.get("start-after", ""), encoded) : null)
					.text("ContinuationToken", token.isEmpty() ? null : token)
					.text("NextContinuationToken", page.more() ? encoded(page.last()) : null);
			}
			else {
				xml.text("Marker", written(query.get("marker", ""), encoded))
					.text("NextMarker", page.more() ? written(page.last(), encoded) : null);
			}
			page.entries().forEach((entry) -> entry.write(xml, request, encoded));
		});
	}

	private Page page(DoorRequest request, String prefix, String delimiter, String after, int most) {
		List<Entry> entries = new ArrayList<>();
		boolean[] more = { false };
		try (BackupSession session = this.backups.open(request.vault())) {
			session.forEachWhile(prefix, after.isEmpty() ? null : after, (object) -> {
				String common = common(object.key(), prefix, delimiter);
				Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
				boolean known = common != null
						&& ((last != null && common.equals(last.prefix())) || common.equals(after));
				if (known) {
					return true;
				}
				if (entries.size() >= most) {
					more[0] = most > 0;
					return false;
				}
				entries.add((common != null) ? new Entry(common, null) : new Entry(null, object));
				return true;
			});
		}
		return new Page(entries, more[0]);
	}

	/** What stands for all keys that go on like this one, or null. */
	private static @Nullable String common(String key, String prefix, String delimiter) {
		int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
		return (at < 0) ? null : key.substring(0, at + delimiter.length());
	}

	private static String written(String text, boolean encoded) {
		return encoded ? Signature.encode(text).replace("%2F", "/") : text;
	}

	private static String encoded(String last) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
	}

	private static String decoded(String token) {
		try {
			return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw S3Error.INVALID_ARGUMENT.because("The continuation token provided is incorrect.");
		}
	}

	private record Page(List<Entry> entries, boolean more) {

		String last() {
			return this.entries.get(this.entries.size() - 1).name();
		}

	}

	/** A backup, or what stands for several. */
	private record Entry(@Nullable String prefix, @Nullable ListedObject object) {

		String name() {
			return (this.object != null) ? this.object.key() : String.valueOf(this.prefix);
		}

		void write(Xml xml, DoorRequest request, boolean encoded) {
			ListedObject listed = this.object;
			if (listed == null) {
				xml.element("CommonPrefixes", (common) -> common.text("Prefix", written(name(), encoded)));
				return;
			}
			String storageClass = listed.storageClass();
			xml.element("Contents",
					(contents) -> contents.text("Key", written(listed.key(), encoded))
						.text("LastModified", TIME.format(listed.lastModified()))
						.text("ETag", listed.etag())
						.text("Size", listed.size())
						.text("StorageClass", (storageClass != null) ? storageClass : "STANDARD")
						.element("Owner", (owner) -> BucketOperations.owner(owner, request)));
		}

	}

}
