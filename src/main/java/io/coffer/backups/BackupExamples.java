package io.coffer.backups;

/** What the API page shows as examples. */
public final class BackupExamples {

	public static final String KEY = "notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip";

	public static final String ETAG = "\"9b2cf535f27731c974343645a3985328\"";

	public static final String TIME = "2025-07-11T09:30:00Z";

	public static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

	static final String PAGE = """
			{
			  "items": [
			    {
			      "key": "notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip",
			      "size": 4194304,
			      "lastModified": "2025-07-11T09:30:02Z",
			      "etag": "\\"9b2cf535f27731c974343645a3985328\\"",
			      "application": "notes",
			      "device": "laptop-2",
			      "createdAt": "2025-07-11T09:30:00Z"
			    },
			    {
			      "key": "photos before the move.tar.gz",
			      "size": 734003200,
			      "lastModified": "2025-06-30T18:04:51Z",
			      "etag": "\\"d41d8cd98f00b204e9800998ecf8427e-88\\""
			    }
			  ],
			  "nextCursor": "NGY4YzJhOTEKMjAyNS0wNi0zMFQxODowNDo1MVoKNzM0MDAzMjAwCnBob3Rvcy50YXIuZ3o",
			  "total": 12,
			  "totalSize": 2147483648,
			  "ignored": 0
			}
			""";

	public static final String VERIFY_LINES = """
			{"progress":{"bytesRead":2097152,"size":4194304}}
			{"result":{"key":"notes.20250711093000.laptop-2.5f0c1d9a7b3e.zip","size":4194304,"passed":true}}
			""";

	private BackupExamples() {
	}

}
