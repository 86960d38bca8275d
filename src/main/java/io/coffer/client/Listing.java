package io.coffer.client;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists what lies below a path, page by page. Where the store does not know <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 * the older call does from then on, and where it fails in it, for that list. Paths are
 * whole: those of the bucket.
 */
public final class Listing {

	private static final String FOLDER = "/";

	private static final Comparator<String> ORDER_OF_STORES = (one, other) -> Arrays
		.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

	private final S3Client client;

	private final String bucket;

	private volatile boolean older;

	private volatile @Nullable EncodingType encoding;

	/**
	 * Lists a bucket.
	 * @param v2 false if the store is known not to know the newer call
	 */
	Listing(S3Client client, String bucket, boolean v2) {
		this.client = client;
		this.bucket = bucket;
		this.older = !v2;
	}

	/**
	 * Passes on every object in the order of paths, holding one page at a time, until it
	 * is told that it was the last.
	 * @param after only objects behind this path, or null for all
	 * @param pageSize the most objects of a page, or null for what the store likes
	 */
	public void forEachWhile(String prefix, @Nullable String after, @Nullable Integer pageSize,
			Predicate<S3Object> goOn) {
		pages(new Question(prefix, FOLDER, after, null, pageSize, null),
				(page) -> page.objects().stream().allMatch(goOn));
	}

	/**
	 * The same of every object whose path begins so, in folders too.
	 * @param timeout the most that one page may take, or null for what all calls may
	 */
	public void forEachBelow(String prefix, @Nullable Duration timeout, Consumer<S3Object> consumer) {
		pages(new Question(prefix, null, null, null, null, timeout), (page) -> {
			page.objects().forEach(consumer);
			return true;
		});
	}

	/**
	 * Passes on every folder directly below a path, in the order of paths and with its
	 * slash, until it is told that it was the last.
	 * @param prefix empty, or ending in a slash
	 * @param after only folders behind this path, or null for all
	 */
	public void forEachFolder(String prefix, @Nullable String after, Predicate<String> goOn) {
		pages(new Question(prefix, FOLDER, after, null, null, null),
				(page) -> page.folders().stream().map(CommonPrefix::prefix).allMatch(goOn));
	}

	/** Whether nothing lies below a folder but an object of the folder's own name. */
	public boolean isEmpty(String folder) {
		return page(new Question(folder, null, null, null, 2, null)).objects()
			.stream()
			.allMatch((object) -> object.key().equals(folder));
	}

	private void pages(Question first, Predicate<Page> goOn) {
		Page page = page(first);
		while (goOn.test(page) && page.more()) {
			page = next(page, first.goingOn(page));
		}
	}

	/** The first so many objects at most, as far as one page has them. */
	public List<S3Object> first(String prefix, int limit, @Nullable Duration timeout) {
		return page(new Question(prefix, FOLDER, null, null, limit, timeout)).objects();
	}

	/**
	 * A page that follows another: where the newer call breaks there, the older goes on.
	 * What the older began, it ends.
	 */
	private Page next(Page before, Question question) {
		boolean newer = question.token() != null;
		if (newer) {
			try {
				Page next = page(question);
				if (!next.repeats(before)) {
					return next;
				}
			}
			catch (S3Exception ex) {
				if (ex.statusCode() >= 500) {
					throw ex;
				}
			}
		}
		Page next = readable((encoding) -> older(question, encoding));
		if (next.repeats(before)) {
			throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage's listing does not go on.");
		}
		this.older = this.older || newer;
		return next;
	}

	/**
	 * Keys may hold characters that XML cannot carry. Then a page cannot be read, and is
	 * asked for in URL encoding from then on: not before, since some stores say that they
	 * encode and do not, or not all of it.
	 */
	private Page readable(Call call) {
		try {
			return call.in(this.encoding);
		}
		catch (SdkException ex) {
			if (this.encoding != null || !StorageErrors.cannotBeRead(ex)) {
				throw ex;
			}
			Page page = call.in(EncodingType.URL);
			this.encoding = EncodingType.URL;
			return page;
		}
	}

	private Page page(Question question) {
		return readable((encoding) -> asked(question, encoding));
	}

	private Page asked(Question question, @Nullable EncodingType encoding) {
		if (this.older) {
			return older(question, encoding);
		}
		try {
			Page page = newer(question, encoding);
			this.older = page.more() && page.token() == null;
			return page;
		}
		catch (S3Exception ex) {
			boolean unknown = StorageErrors.isNotImplemented(ex);
			if (!unknown && ex.statusCode() != 500) {
				throw ex;
			}
			// A 500 may pass: s3rver gives one where it would have to make a token
			Page page = older(question, encoding);
			this.older = unknown;
			return page;
		}
	}

	private Page newer(Question question, @Nullable EncodingType encoding) {
		ListObjectsV2Response answer = this.client.listObjectsV2((request) -> request.bucket(this.bucket)
			.prefix(question.prefix())
			.delimiter(question.delimiter())
			.encodingType(encoding)
			.continuationToken(question.token())
			.startAfter((question.token() == null) ? question.after() : null)
			.maxKeys(question.limit())
			.overrideConfiguration(question::limitTime));
		String last = last(question, answer.contents(), answer.commonPrefixes());
		return new Page(answer.contents(), answer.commonPrefixes(), last, Boolean.TRUE.equals(answer.isTruncated()),
				answer.nextContinuationToken());
	}

	private Page older(Question question, @Nullable EncodingType encoding) {
		ListObjectsResponse answer = this.client.listObjects((request) -> request.bucket(this.bucket)
			.prefix(question.prefix())
			.delimiter(question.delimiter())
			.encodingType(encoding)
			.marker(question.after())
			.maxKeys(question.limit())
			.overrideConfiguration(question::limitTime));
		String last = (answer.nextMarker() != null) ? answer.nextMarker()
				: last(question, answer.contents(), answer.commonPrefixes());
		return new Page(answer.contents(), answer.commonPrefixes(), last, Boolean.TRUE.equals(answer.isTruncated()),
				null);
	}

	/** Where a page ended, if the store does not say: both lists are in order. */
	private static String last(Question question, List<S3Object> objects, List<CommonPrefix> folders) {
		Stream<String> object = objects.stream()
			.skip(Math.max(0, objects.size() - 1))
			.map(S3Object::key)
			.filter(Objects::nonNull);
		Stream<String> folder = folders.stream().skip(Math.max(0, folders.size() - 1)).map(CommonPrefix::prefix);
		return Stream.concat(object, folder)
			.max(ORDER_OF_STORES)
			.orElse((question.after() != null) ? question.after() : "");
	}

	/** Asks for keys in an encoding, or as they are for null. */
	@FunctionalInterface
	private interface Call {

		Page in(@Nullable EncodingType encoding);

	}

	/**
	 * What is asked for.
	 *
	 * @param delimiter what folders end with that are not looked into, or null for none
	 */
	private record Question(String prefix, @Nullable String delimiter, @Nullable String after, @Nullable String token,
			@Nullable Integer limit, @Nullable Duration timeout) {

		/** The same behind a page. */
		Question goingOn(Page page) {
			return new Question(this.prefix, this.delimiter, page.last(), page.token(), this.limit, this.timeout);
		}

		void limitTime(AwsRequestOverrideConfiguration.Builder override) {
			if (this.timeout != null) {
				override.apiCallAttemptTimeout(this.timeout).apiCallTimeout(this.timeout);
			}
		}

	}

	/**
	 * A page of either call.
	 *
	 * @param folders what lies in folders, where these are not looked into
	 * @param last the path behind which the next page begins
	 * @param token what asks for the next page in the newer call; a store that has more
	 * and gives none has taken it for the older one
	 */
	private record Page(List<S3Object> objects, List<CommonPrefix> folders, String last, boolean more,
			@Nullable String token) {

		/** The SDK passes on what the store leaves out. */
		Page {
			if (objects.stream().anyMatch((object) -> Objects.isNull(object.key()))) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage lists an object without its key.")
					.hint("Check that the endpoint is the one of the S3 API.");
			}
		}

		boolean repeats(Page before) {
			boolean same = !this.objects.isEmpty() && this.objects.equals(before.objects);
			return same || (this.more
					&& ((this.token != null) ? this.token.equals(before.token) : this.last.equals(before.last)));
		}

	}

}
