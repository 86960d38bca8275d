package io.coffer.s3door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes the small documents of S3. */
final class Xml {

	static final String MEDIA_TYPE = "application/xml";

	/** The name space of all documents but errors. */
	static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

	private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

	private final XMLStreamWriter writer;

	private Xml(XMLStreamWriter writer) {
		this.writer = writer;
	}

	/** A document of that root element in the name space of S3. */
	static byte[] document(String root, Consumer<Xml> content) {
		return document(root, NAMESPACE, content);
	}

	/** The same in another name space, or none for null. */
	static byte[] document(String root, @Nullable String namespace, Consumer<Xml> content) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			XMLStreamWriter writer = WRITERS.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
			writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
			writer.writeStartElement(root);
			if (namespace != null) {
				writer.writeDefaultNamespace(namespace);
			}
			content.accept(new Xml(writer));
			writer.writeEndElement();
			writer.writeEndDocument();
			writer.close();
			return bytes.toByteArray();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("Nothing that is written in memory fails", ex);
		}
	}

	/** Answers with a document. */
	static void send(HttpServletResponse response, byte[] document) throws IOException {
		response.setContentType(MEDIA_TYPE);
		response.setContentLength(document.length);
		response.getOutputStream().write(document);
	}

	/** An element of a type that the schema of S3 names by an attribute. */
	Xml typed(String name, String namespace, String type, Consumer<Xml> content) {
		return element(name, (xml) -> {
			try {
				this.writer.writeNamespace("xsi", namespace);
				this.writer.writeAttribute("xsi", namespace, "type", type);
			}
			catch (XMLStreamException ex) {
				throw new IllegalStateException("Nothing that is written in memory fails", ex);
			}
			content.accept(xml);
		});
	}

	/** An element with more in it. */
	Xml element(String name, Consumer<Xml> content) {
		try {
			this.writer.writeStartElement(name);
			content.accept(this);
			this.writer.writeEndElement();
			return this;
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("Nothing that is written in memory fails", ex);
		}
	}

	/**
	 * An element of text, in which what XML cannot hold is a question mark; none for
	 * null.
	 */
	Xml text(String name, @Nullable Object text) {
		return (text != null) ? element(name, (xml) -> xml.write(text.toString())) : this;
	}

	private void write(String text) {
		try {
			this.writer.writeCharacters(text.codePoints()
				.map((character) -> isAllowed(character) ? character : '?')
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString());
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("Nothing that is written in memory fails", ex);
		}
	}

	/** <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, section 2.2</a>. */
	private static boolean isAllowed(int character) {
		return character == '\t' || character == '\n' || (character >= 0x20 && character <= 0xd7ff)
				|| (character >= 0xe000 && character <= 0xfffd) || character >= 0x10000;
	}

}
