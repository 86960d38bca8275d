package io.coffer.s3door;

import io.coffer.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.io.input.BoundedInputStream;

/** Reads the small documents that clients of S3 send. */
final class XmlRequest {

	private static final int LARGEST = 2 * 1024 * 1024;

	private static final int MOST_KEYS = 1000;

	private static final XMLInputFactory READERS = readers();

	private XmlRequest() {
	}

	/** No document type, hence no entities. */
	private static XMLInputFactory readers() {
		XMLInputFactory factory = XMLInputFactory.newFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	/** The entity tags, in quotes, by the numbers of their parts. */
	static Map<Integer, String> parts(InputStream body) throws IOException {
		List<String> numbers = new ArrayList<>();
		List<String> tags = new ArrayList<>();
		read(body, Map.of("PartNumber", numbers, "ETag", tags));
		Map<Integer, String> parts = new TreeMap<>();
		int last = 0;
		if (numbers.size() != tags.size() || numbers.isEmpty()) {
			throw malformed();
		}
		for (int i = 0; i < numbers.size(); i++) {
			if (!numbers.get(i).matches("\\d{1,5}")) {
				throw malformed();
			}
			int number = Integer.parseInt(numbers.get(i));
			if (number <= last) {
				throw S3Error.INVALID_PART_ORDER.because("The parts must come in the order of their numbers.");
			}
			last = number;
			parts.put(number, '"' + tags.get(i).replace("\"", "") + '"');
		}
		return parts;
	}

	/** The keys that are to be deleted. */
	static List<String> keys(InputStream body) throws IOException {
		List<String> keys = new ArrayList<>();
		read(body, Map.of("Key", keys));
		if (keys.isEmpty() || keys.size() > MOST_KEYS) {
			throw malformed();
		}
		return keys;
	}

	/** Reads to the end, which proves that the body is the one that was signed. */
	private static void read(InputStream body, Map<String, List<String>> texts) throws IOException {
		byte[] document = BoundedInputStream.builder()
			.setInputStream(body)
			.setMaxCount(LARGEST + 1L)
			.get()
			.readAllBytes();
		if (document.length > LARGEST) {
			throw malformed();
		}
		try {
			XMLStreamReader reader = READERS.createXMLStreamReader(new ByteArrayInputStream(document));
			while (reader.hasNext()) {
				if (reader.next() == XMLStreamConstants.START_ELEMENT && texts.containsKey(reader.getLocalName())) {
					texts.get(reader.getLocalName()).add(reader.getElementText().strip());
				}
			}
		}
		catch (XMLStreamException ex) {
			throw malformed();
		}
	}

	private static ProblemException malformed() {
		return S3Error.MALFORMED_XML.because("The document is not the one that S3 describes.");
	}

}
