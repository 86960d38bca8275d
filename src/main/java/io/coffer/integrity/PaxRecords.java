package io.coffer.integrity;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The records of a pax header, {@code length key=value} each, of which only the size of
 * the next entry matters here: nothing else is kept, however long it is. Source: POSIX
 * <a href= "https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">pax</a>,
 * <i>pax Extended Header</i>.
 */
final class PaxRecords {

	private static final String SIZE = "size=";

	private static final int LONGEST_NUMBER = 19;

	private final InputStream in;

	private long left;

	private int last;

	private PaxRecords(InputStream in, long length) {
		this.in = in;
		this.left = length;
	}

	/**
	 * Reads all records, which have that many bytes.
	 * @return the size that they give in bytes, or negative if they give none
	 * @throws DefectException if there is something that is no record
	 */
	static long size(InputStream in, long length) throws IOException {
		return new PaxRecords(in, length).size();
	}

	private long size() throws IOException {
		long size = -1;
		while (this.left > 0) {
			int first = next();
			if (first == 0 || first == '\n') {
				break;
			}
			long before = this.left + 1;
			long end = before - number(first, ' ');
			// A record has at least its key and its newline
			if (end < 0 || end >= this.left) {
				throw damaged();
			}
			size = record(end, size);
			if (this.last != '\n') {
				throw damaged();
			}
		}
		pass(0);
		return size;
	}

	private long record(long end, long sizeBefore) throws IOException {
		for (int i = 0; i < SIZE.length(); i++) {
			if (this.left == end || next() != SIZE.charAt(i)) {
				if (this.left > end) {
					pass(end + 1);
					next();
				}
				return sizeBefore;
			}
		}
		long size = number(next(), '\n');
		if (this.left != end) {
			throw damaged();
		}
		return size;
	}

	/** A decimal number of that first digit, and what must follow it. */
	private long number(int first, char after) throws IOException {
		long value = 0;
		int digit = first;
		for (int i = 0; i < LONGEST_NUMBER - 1; i++) {
			if (digit < '0' || digit > '9' || this.left == 0) {
				throw damaged();
			}
			value = value * 10 + (digit - '0');
			digit = next();
			if (digit == after) {
				return value;
			}
		}
		throw damaged();
	}

	private int next() throws IOException {
		int next = this.in.read();
		if (next < 0) {
			throw new EOFException();
		}
		this.left--;
		this.last = next;
		return next;
	}

	private void pass(long end) throws IOException {
		this.in.skipNBytes(this.left - end);
		this.left = end;
	}

	private static DefectException damaged() {
		return new DefectException(Defect.HEADER_DAMAGED, "A pax header in the tar holds something that is no record.");
	}

}
