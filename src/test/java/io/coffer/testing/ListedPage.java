package io.coffer.testing;

import io.coffer.storage.ListedObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of a store's listing, as either call writes it.
 *
 * @param objects those of the page
 * @param folders what lies deeper, by its first segment
 * @param last what the next page begins behind; empty if there is none
 * @param encoded whether keys are URL-encoded, as asked for
 */
record ListedPage(List<ListedObject> objects, List<String> folders, String last, boolean encoded) {

	/** Answers a request from objects that are in order. */
	static ListedPage of(List<ListedObject> objects, URI request, int pageSize) {
		Map<String, String> query = query(request);
		String prefix = query.getOrDefault("prefix", "");
		String after = Stream.of("continuation-token", "start-after", "marker")
			.map(query::get)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse("");
		int limit = Math.min(pageSize, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
		ListedPage page = new ListedPage(new ArrayList<>(), new ArrayList<>(), "",
				query.getOrDefault("encoding-type", "").equals("url"));
		String last = "";
		for (int i = firstBehind(objects, after); i < objects.size(); i++) {
			ListedObject object = objects.get(i);
			String folder = query.containsKey("delimiter") ? folder(object.key(), prefix) : "";
			if (!object.key().startsWith(prefix)
					|| (!folder.isEmpty() && (folder.equals(after) || folder.equals(last)))) {
				continue;
			}
			if (page.objects.size() + page.folders.size() == limit) {
				return new ListedPage(page.objects, page.folders, last, page.encoded);
			}
			if (folder.isEmpty()) {
				page.objects.add(object);
			}
			else {
				page.folders.add(folder);
			}
			last = folder.isEmpty() ? object.key() : folder;
		}
		return page;
	}

	/** As ListObjectsV2 answers. */
	String newer() {
		return xml("<NextContinuationToken>%s</NextContinuationToken>");
	}

	/** As ListObjects answers. */
	String older(boolean namesTheMarker) {
		return xml(namesTheMarker ? "<NextMarker>%s</NextMarker>" : "");
	}

	private String xml(String next) {
		StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>").append(!this.last.isEmpty())
			.append("</IsTruncated>")
			.append(this.encoded ? "<EncodingType>url</EncodingType>" : "")
			.append(this.last.isEmpty() ? "" : next.formatted(written(this.last)));
		this.objects.forEach((object) -> xml.append("<Contents><Key>")
			.append(written(object.key()))
			.append("</Key><LastModified>")
			.append(object.lastModified())
			.append("</LastModified><Size>")
			.append(object.size())
			.append("</Size>")
			.append((object.storageClass() != null) ? "<StorageClass>" + object.storageClass() + "</StorageClass>" : "")
			.append("</Contents>"));
		this.folders.forEach((folder) -> xml.append("<CommonPrefixes><Prefix>")
			.append(written(folder))
			.append("</Prefix></CommonPrefixes>"));
		return xml.append("</ListBucketResult>").toString();
	}

	/** As AWS does: what XML cannot carry is written as if it could. */
	private String written(String key) {
		return this.encoded ? URLEncoder.encode(key, StandardCharsets.UTF_8) : key.codePoints()
			.mapToObj((point) -> (point < ' ') ? "&#x" + Integer.toHexString(point) + ";" : Character.toString(point))
			.collect(Collectors.joining());
	}

	private static String folder(String key, String prefix) {
		int slash = key.indexOf('/', prefix.length());
		return (slash < 0) ? "" : key.substring(0, slash + 1);
	}

	private static int firstBehind(List<ListedObject> objects, String after) {
		int low = 0;
		int high = objects.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (objects.get(middle).key().compareTo(after) > 0) {
				high = middle;
			}
			else {
				low = middle + 1;
			}
		}
		return low;
	}

	private static Map<String, String> query(URI request) {
		return Stream.of(request.getRawQuery().split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.filter((parameter) -> parameter.length == 2)
			.collect(Collectors.toMap((parameter) -> parameter[0],
					(parameter) -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
	}

}
