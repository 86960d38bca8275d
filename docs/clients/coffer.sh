#!/bin/sh
# Keeps files in Coffer, from a shell or from cron: see coffer.sh --help.
#
# It needs a POSIX shell with its usual commands, curl 7.33 or newer, mktemp, and
# sha256sum or shasum. The token and signed URLs go to curl by its standard input or a
# private file, never by its arguments, which every user of the machine can list.

help() {
	cat <<'END'
usage: coffer.sh [OPTION]... backup FILE           store FILE, print its key
       coffer.sh [OPTION]... list [TEXT]           time, size and key of each backup, newest first
       coffer.sh [OPTION]... latest                the key of the newest backup
       coffer.sh [OPTION]... restore KEY [FILE]    download a backup to FILE, or to ./KEY

The same backup again, after a failure or a lost answer, goes on where it stopped and stores
one copy: a file that did not change is stored once a day. Large files go straight to the bucket,
in parts; what is known of them for that is kept for a week in $XDG_STATE_HOME/coffer, or in
~/.local/state/coffer. The digest of a file is sent with it, and compared when it is restored.
An existing file is overwritten with -f only.

settings             options
COFFER_URL           --url URL              where Coffer answers, such as https://coffer.example.org
COFFER_TOKEN                                a device's token; never an option
COFFER_TOKEN_FILE    --token-file FILE      the file whose first line is the token
COFFER_VAULT         --vault NAME           for tokens of all vaults
COFFER_APPLICATION   --application NAME     what is backed up; list and latest show it alone
COFFER_DEVICE        --device NAME          who backs up, if not the token's device; list and
                                            latest show it alone
COFFER_TRIES         --tries N              how often something is tried, 5 times without it
COFFER_STRAIGHT_FROM --straight-from BYTES  how large a file is at least that goes straight to the
                                            bucket; 33554432 without it
                     --filename NAME        what FILE is called, if not by its own name
                     -f, --force            overwrite the file that exists
                     -q, --quiet            say nothing but keys and errors, as without a terminal
                     -h, --help

exit status
 0  done
 1  refused, or damaged: trying again does not help before something is mended
 2  the command or a setting is wrong
75  Coffer could not be reached, or asks to come back later: try again (EX_TEMPFAIL)
END
}

set -u
LC_ALL=C # awk and cut count bytes
export LC_ALL

DONE=0 REFUSED=1 MISUSED=2 TRY_AGAIN=75
LONGEST_PAUSE=300

# ---- what is said

# Ends with an exit status and the lines of a message.
fail() {
	exit_status=$1
	shift
	printf 'coffer.sh: %s\n' "$@" >&2
	exit "$exit_status"
}

misuse() {
	fail "$MISUSED" "$1" "coffer.sh --help says how it is used."
}

# Tells a person at a terminal how it goes.
say() {
	[ -z "$talks" ] || printf '%s\n' "$1" >&2
}

# ---- bytes and text

size_of() {
	echo $(($(wc -c <"$1")))
}

# The SHA-256 of standard input as 64 hex digits.
sha256() {
	if command -v sha256sum >/dev/null; then
		sha256sum
	else
		shasum -a 256
	fi | cut -c 1-64
}

# Base64 of a SHA-256 in hex: three hex digits are two characters of base64.
base64() {
	echo "${1}00" | awk '
		BEGIN {
			alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
			hex = "0123456789abcdef"
		}
		function nibble(at) {
			return index(hex, substr($0, at, 1)) - 1
		}
		{
			for (at = 1; at < length($0); at += 3) {
				bits = 256 * nibble(at) + 16 * nibble(at + 1) + nibble(at + 2)
				out = out substr(alphabet, int(bits / 64) + 1, 1) substr(alphabet, bits % 64 + 1, 1)
			}
			print substr(out, 1, 43) "="
		}'
}

# Percent-encodes all but the unreserved characters of RFC 3986.
encode() {
	printf '%s' "$1" | awk '
		BEGIN {
			RS = "\001"
			for (i = 1; i < 256; i++) code[sprintf("%c", i)] = sprintf("%%%02X", i)
		}
		{
			for (i = 1; i <= length($0); i++) {
				c = substr($0, i, 1)
				printf "%s", (c ~ /[A-Za-z0-9._~-]/) ? c : code[c]
			}
		}'
}

# Flattens JSON: a line for each value, with its path, a tab and the text, such as
# "items.0.key	notes.zip". Quotes cut it into structure and strings in turn.
flatten() {
	awk '
		BEGIN { RS = "\"" }
		inside {
			text = text $0
			match(text, /\\*$/)
			if (RLENGTH % 2 == 1) { text = text "\""; next }
			value = decoded(text); filled = 1; inside = 0
			next
		}
		{
			for (i = 1; i <= length($0); i++) {
				c = substr($0, i, 1)
				if (index("{[:,]}", c)) delimiter(c)
				else if (c !~ /[ \t\r\n]/) { value = value c; filled = 1 }
			}
			text = ""; inside = 1
		}

		function delimiter(c) {
			if (c == ":") name[depth] = value
			else if (c == "{" || c == "[") { depth++; list[depth] = (c == "["); name[depth] = 0 }
			else {
				if (filled) print path() "\t" value
				if (c != ",") depth--
				else if (list[depth]) name[depth]++
			}
			value = ""; filled = 0
		}
		function path(   at, all) {
			all = name[1]
			for (at = 2; at <= depth; at++) all = all "." name[at]
			return all
		}
		function decoded(s,   out, at, c, unit) {
			while (at = index(s, "\\")) {
				out = out substr(s, 1, at - 1)
				c = substr(s, at + 1, 1)
				s = substr(s, at + 2)
				if (c == "u") {
					unit = hex(substr(s, 1, 4))
					s = substr(s, 5)
					if (unit >= 55296 && unit < 56320) { # the first half of a pair
						unit = 65536 + (unit - 55296) * 1024 + hex(substr(s, 3, 4)) - 56320
						s = substr(s, 7)
					}
					c = utf8(unit)
				}
				else if (c ~ /[bfnrt]/) c = " "
				out = out c
			}
			out = out s
			gsub(/[\001-\037\177]/, " ", out) # nothing that moves the cursor of a terminal
			return out
		}
		function hex(digits,   at, number) {
			number = 0
			for (at = 1; at <= 4; at++)
				number = 16 * number + index("0123456789abcdef", tolower(substr(digits, at, 1))) - 1
			return number
		}
		function utf8(c) {
			if (c < 32) return " "
			if (c < 128) return sprintf("%c", c)
			if (c < 2048) return sprintf("%c%c", 192 + int(c / 64), 128 + c % 64)
			if (c < 65536) return sprintf("%c%c%c", 224 + int(c / 4096), 128 + int(c / 64) % 64, 128 + c % 64)
			return sprintf("%c%c%c%c", 240 + int(c / 262144), 128 + int(c / 4096) % 64, 128 + int(c / 64) % 64, 128 + c % 64)
		}'
}

# The text at a path of the last answer, or nothing.
member() {
	awk -F '\t' -v path="$1" '$1 == path { sub(/^[^\t]*\t/, ""); print; exit }' "$work/members"
}

# ---- HTTP

# Whether something is a URL that a configuration of curl can hold.
is_address() {
	case $1 in
	*[\"\\[:space:]]*) return 1 ;;
	http://?* | https://?*) return 0 ;;
	*) return 1 ;;
	esac
}

# Runs curl and prints the status that was answered, 000 if no answer came whole. No
# configuration of the user's changes what it does.
http() {
	set -- -q --globoff --proto '=http,https' --connect-timeout 20 --dump-header "$work/head" \
		--write-out '%{http_code}' "$@"
	: >"$work/head"
	if [ -n "$bar" ]; then
		code=$(curl --progress-bar "$@")
	else
		code=$(curl --silent --show-error "$@" 2>"$work/error")
	fi && echo "$code" && return
	if [ "$code" -ge 400 ]; then echo "$code"; else echo 000; fi
}

# Asks Coffer: METHOD PATH [OPTION OF CURL]... Sets $status, and what `member` finds.
ask() {
	method=$1 path=$2
	shift 2
	: >"$work/answer"
	status=$(
		http --speed-limit 1 --speed-time 600 --request "$method" --output "$work/answer" --config - "$@" <<-END
			url = "$url$path"
			header = "Authorization: Bearer $token"
		END
	)
	flatten <"$work/answer" >"$work/members"
}

# Whether the same request may succeed later. 502 and 504 are so if a proxy says them.
is_temporary() {
	case $status in
	000 | 408 | 429 | 503) true ;;
	502 | 504) [ -z "$(member code)" ] ;;
	*) false ;;
	esac
}

# Waits before another try, as long as the answer says, else 1, 2, 4... 32 seconds. False
# if that would be too long.
pause() {
	seconds=$(tr -d '\r' <"$work/head" |
		awk 'tolower($1) == "retry-after:" && $2 ~ /^[0-9]+$/ { seconds = $2 } END { print seconds }')
	seconds=${seconds:-$((1 << ($1 < 6 ? $1 - 1 : 5)))}
	[ "${#seconds}" -le 9 ] || return 1
	[ "$seconds" -le "$LONGEST_PAUSE" ] || return 1
	say "Trying again in $seconds s"
	sleep "$seconds"
}

# Asks as `ask` does, until the answer is final or the tries are used up.
insist() {
	try=1
	ask "$@"
	while is_temporary && [ "$try" -lt "$tries" ] && pause "$try"; do
		try=$((try + 1))
		ask "$@"
	done
}

# Ends unless Coffer has answered one of these.
expect() {
	case " $* " in
	*" $status "*) ;;
	*) give_up ;;
	esac
}

# Ends with what Coffer has answered.
give_up() {
	[ "$status" != 000 ] || fail "$TRY_AGAIN" "Coffer cannot be reached: $(sed 's/^curl: //' "$work/error")"
	detail=$(member detail)
	hint=$(member hint)
	set -- "${detail:-Coffer did not say why} ($status $(member code))"
	[ -z "$hint" ] || set -- "$@" "$hint"
	if is_temporary; then fail "$TRY_AGAIN" "$@"; else fail "$REFUSED" "$@"; fi
}

# ---- backup

backup() {
	file=$1
	if [ ! -f "$file" ] || [ ! -r "$file" ]; then
		fail "$MISUSED" "$file is no file that can be read."
	fi
	case $file in
	/*) ;;
	*) file=$PWD/$file ;;
	esac
	filename=${filename:-${file##*/}}
	size=$(size_of "$file")
	digest=$(sha256 <"$file")
	if [ "$size" -ge "$straight_from" ] && [ "$size" -gt 0 ]; then send_straight; else send_through_coffer; fi
}

# Sends what is missing of an upload in parts, begun now or by a run before, and completes it.
send_straight() {
	remember_where
	find_begun || begin
	say "Sending $size bytes to the bucket"
	number=1 offset=0
	while [ "$offset" -lt "$size" ]; do
		length=$((size - offset < part_size ? size - offset : part_size))
		has_arrived || send_part || return 0
		number=$((number + 1)) offset=$((offset + length))
	done
	finish
	if [ "$status" = 200 ]; then
		note "$today"
		stored backup.
	else
		[ "$(member code)" = upload-incomplete ] || is_temporary || rm -f -- "$begun"
		give_up
	fi
}

# One file of notes for each file, as it is, and where it goes.
remember_where() {
	today=$(date -u +%Y%m%d)
	notes=${XDG_STATE_HOME:-${HOME:-/tmp}/.local/state}/coffer
	(umask 077 && mkdir -p "$notes") || fail "$REFUSED" "$notes cannot be made."
	find "$notes" -type f -mtime +7 -exec rm -f {} +
	begun=$notes/$(printf '%s\n' "$url" "$vault" "$application" "$device" "$filename" "$size" "$digest" | sha256)
}

# Writes down what it takes to go on; $1 is the day on which it was completed.
note() {
	(umask 077 && printf '%s\n' "$key" "$part_size" "$upload_id" "$1" >"$begun")
}

# Finds an upload that goes on, or was completed today. False if one must begin.
find_begun() {
	[ -s "$begun" ] || return 1
	{ read -r key && read -r part_size && read -r upload_id && read -r completed; } <"$begun" || return 1
	[ -z "$completed" ] || [ "$completed" = "$today" ] || return 1
	upload=/uploads/s3/multipart/$upload_id of_key="key=$(encode "$key")$in_vault"
	finish # which does nothing while parts are missing
	case $status-$(member code) in
	200-) stored backup. && exit "$DONE" ;;
	409-upload-incomplete) ;;
	404-upload-not-found) return 1 ;;
	*) give_up ;;
	esac
	insist GET "$upload?$of_key"
	expect 200
	cp "$work/members" "$work/arrived"
}

begin() {
	: >"$work/arrived"
	{
		printf '{"filename":"%s","metadata":{"size":%s,"sha256":"%s"' "$(quoted "$filename")" "$size" "$digest"
		[ -z "$application" ] || printf ',"application":"%s"' "$(quoted "$application")"
		[ -z "$device" ] || printf ',"device":"%s"' "$(quoted "$device")"
		printf '}}'
	} >"$work/begin"
	insist POST "/uploads/s3/multipart?$in_vault" --header "Content-Type: application/json" \
		--data-binary "@$work/begin"
	expect 200
	key=$(member key) part_size=$(member partSize) upload_id=$(member uploadId)
	upload=/uploads/s3/multipart/$upload_id of_key="key=$(encode "$key")$in_vault"
	note ''
}

# The text of a string in JSON.
quoted() {
	printf '%s' "$1" | tr '\001-\037\177' ' ' | sed 's/[\\"]/\\&/g'
}

# Whether part $number is there whole.
has_arrived() {
	awk -F '\t' -v number="$number" -v length_="$length" '
		{ split($1, at, "."); part[at[1], at[2]] = $2; if (at[2] == "PartNumber") place[$2] = at[1] }
		END { exit !((number in place) && part[place[number], "Size"] == length_) }' "$work/arrived"
}

# Sends part $number by a URL that is signed for each try. Where not even the first part
# gets to the bucket, the file goes through Coffer, and this is false.
send_part() {
	say "Part $number: $length bytes"
	try=1
	while put_part; [ "$status" != 200 ]; do
		[ "$try" -ge "$tries" ] || pause "$try" || try=$tries
		if [ "$try" -ge "$tries" ]; then
			if [ "$number" -gt 1 ] || [ -s "$work/arrived" ]; then
				fail "$TRY_AGAIN" "The bucket did not take part $number ($status). Run the same again to go on."
			fi
			say "The bucket cannot be reached from here"
			ask DELETE "$upload?$of_key"
			rm -f -- "$begun"
			send_through_coffer
			return 1
		fi
		try=$((try + 1))
	done
}

put_part() {
	outer=$try
	insist GET "$upload/$number?$of_key"
	try=$outer
	expect 200
	signed=$(member url)
	is_address "$signed" || fail "$REFUSED" "Coffer has answered no URL to send a part to."
	(umask 077 && printf 'url = "%s"\n' "$signed" >"$work/signed")
	status=$(
		dd if="$file" bs=1048576 skip=$((offset / 1048576)) count=$(((length + 1048575) / 1048576)) 2>/dev/null |
			http --http1.1 --speed-limit 1 --speed-time 120 --request PUT --upload-file - --header "Expect:" \
				--header "Transfer-Encoding:" --header "Content-Length: $length" --output "$work/answer" \
				--config "$work/signed"
	)
}

finish() {
	insist POST "$upload/complete?$of_key"
}

# A day, a name and a digest make the key by which Coffer knows another try.
send_through_coffer() {
	say "Sending $size bytes to Coffer"
	insist POST "/backups?filename=$(encode "$filename")$in_application$of_device$in_vault" \
		--upload-file "$file" --header "Repr-Digest: sha-256=:$(base64 "$digest"):" \
		--header "Idempotency-Key: $(printf '%s\n' "$(date -u +%Y%m%d)" "$filename" "$digest" | sha256)"
	expect 200 201
	stored ""
}

# Ends well if the answer's backup, whose members have this prefix, is the file.
stored() {
	[ "$(member "$1size")" = "$size" ] ||
		fail "$REFUSED" "Coffer has stored $(member "$1size") bytes of $size as $(member "$1key")."
	member "$1key"
}

# ---- list

# Reads a page of the list into $work/page, a line for each backup. False behind the last one.
next_page() {
	[ "$cursor" != end ] || return 1
	insist GET "/backups?limit=$limit&q=$(encode "$text")$cursor$of_device$in_vault"
	expect 200
	APPLICATION=$application awk -F '\t' '
		/^items\./ {
			split($1, at, ".")
			item[at[2], at[3]] = substr($0, length($1) + 2)
			if (at[2] >= count) count = at[2] + 1
		}
		END {
			wanted = ENVIRON["APPLICATION"]
			for (i = 0; i < count; i++)
				if (wanted == "" || wanted == item[i, "application"])
					print item[i, "lastModified"] "\t" item[i, "size"] "\t" item[i, "key"]
		}' "$work/members" >"$work/page"
	cursor=$(member nextCursor)
	if [ -n "$cursor" ]; then cursor="&cursor=$(encode "$cursor")"; else cursor=end; fi
}

list() {
	limit=500 cursor='' text=${1:-${application:+$application.}}
	while next_page; do
		cat "$work/page"
	done
}

latest() {
	limit=50 cursor='' text=${application:+$application.}
	while next_page; do
		[ ! -s "$work/page" ] || { head -n 1 "$work/page" | cut -f 3 && return; }
	done
	fail "$REFUSED" "There is no such backup."
}

# ---- restore

restore() {
	key=$1 target=${2:-./$1}
	[ ! -d "$target" ] || target=${target%/}/$key
	[ -n "$force" ] || [ ! -e "$target" ] || refuse_to_overwrite
	backup="/backups/$(encode "$key")"
	insist GET "$backup?$in_vault"
	expect 200
	size=$(member size)
	digest=$(member sha256)
	partial=$target.$(printf '%s\n' "$key" "$size" "$(member etag)" | sha256 | cut -c 1-12).part
	: >>"$partial" || fail "$REFUSED" "$partial cannot be written."
	download
	is_whole || {
		rm -f -- "$partial"
		fail "$REFUSED" "What arrived of $key is not what was stored; nothing was restored."
	}
	put_in_place
	printf '%s\n' "$target"
}

refuse_to_overwrite() {
	fail "$REFUSED" "$target exists already; -f overwrites it."
}

# Downloads what is missing of $partial: from the bucket, and through Coffer once nothing comes
# from there. A try that brings something makes the next one the first.
download() {
	source=bucket fruitless=0
	while have=$(size_of "$partial") && [ "$have" -lt "$size" ]; do
		if [ "$source" = bucket ]; then download_from_bucket; else download_through_coffer; fi
		if [ "$(size_of "$partial")" -gt "$have" ]; then
			fruitless=0
		elif [ "$source" = bucket ]; then
			source=coffer
		else
			fruitless=$((fruitless + 1))
			[ "$fruitless" -lt "$tries" ] || give_up
			pause "$fruitless" || give_up
		fi
	done
}

# The URL is good for minutes, so each try asks for one.
download_from_bucket() {
	insist POST "$backup/restore?$in_vault"
	expect 200
	fetch "$(member url)" 'Accept: */*'
}

download_through_coffer() {
	fetch "$url$backup/content?$in_vault" "Authorization: Bearer $token"
	[ "$status" -lt 400 ] || ask GET "$backup/content?$in_vault" --range 0-0 # says why, in JSON
	is_temporary || expect 200 206
}

# Appends the rest of an archive to $partial: URL HEADER.
fetch() {
	is_address "$1" || fail "$REFUSED" "Coffer has answered no URL to download $key from."
	say "Downloading $size bytes of $key"
	bar=$talks
	status=$(
		http --fail --speed-limit 1 --speed-time 120 --continue-at - --output "$partial" --config - <<-END
			url = "$1"
			header = "$2"
		END
	)
	bar=
}

is_whole() {
	[ "$(size_of "$partial")" -eq "$size" ] || return 1
	[ -z "$digest" ] || [ "$(sha256 <"$partial")" = "$digest" ]
}

# Takes the name, which fails if another program has it, before the file moves there.
put_in_place() {
	[ -n "$force" ] || (set -C && : >"$target") 2>/dev/null || refuse_to_overwrite
	mv -f -- "$partial" "$target" || fail "$REFUSED" "$target cannot be written; the backup is in $partial."
}

# ---- the command

set_option() {
	case $1 in
	--url) url=$2 ;;
	--token-file) token='' token_file=$2 ;;
	--vault) vault=$2 ;;
	--application) application=$2 ;;
	--device) device=$2 ;;
	--tries) tries=$2 ;;
	--straight-from) straight_from=$2 ;;
	--filename) filename=$2 ;;
	*) misuse "There is no option $1." ;;
	esac
}

# Sorts options and operands; what follows -- is operands.
read_arguments() {
	command='' first='' second='' operands=0 options=yes
	while [ $# -gt 0 ]; do
		case $options$1 in
		yes-h | yes--help) help && exit "$DONE" ;;
		yes-f | yes--force) force=yes ;;
		yes-q | yes--quiet) talks='' ;;
		yes--) options='' ;;
		yes--*=*) set_option "${1%%=*}" "${1#*=}" ;;
		yes--*)
			[ $# -ge 2 ] || misuse "$1 needs a value."
			set_option "$1" "$2" && shift
			;;
		yes-?*) misuse "There is no option $1." ;;
		*) read_operand "$1" ;;
		esac
		shift
	done
}

read_operand() {
	operands=$((operands + 1))
	case $operands in
	1) command=$1 ;;
	2) first=$1 ;;
	3) second=$1 ;;
	*) misuse "$1 is one argument too many." ;;
	esac
}

check_settings() {
	command -v curl >/dev/null || misuse "curl is needed."
	command -v sha256sum >/dev/null || command -v shasum >/dev/null || misuse "sha256sum or shasum is needed."
	url=${url%/}
	is_address "$url" || misuse "COFFER_URL or --url must say where Coffer answers."
	if [ -z "$token" ] && [ -n "$token_file" ]; then
		read -r token <"$token_file" || [ -n "$token" ] || misuse "$token_file holds no token."
	fi
	case $token in
	'' | *[!A-Za-z0-9._~+/=-]*) misuse "COFFER_TOKEN or the first line of COFFER_TOKEN_FILE must be a token." ;;
	esac
	case $straight_from in
	'' | *[!0-9]* | ????????????????*) misuse "--straight-from must be a number of bytes." ;;
	esac
	case $tries in
	'' | 0* | *[!0-9]* | ?????*) misuse "--tries must be a number from 1 to 9999." ;;
	esac
}

work_in_private() {
	work=$(mktemp -d "${TMPDIR:-/tmp}/coffer.XXXXXXXX") || fail "$REFUSED" "No temporary directory can be made."
	trap 'rm -rf "$work"' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
}

main() {
	url=${COFFER_URL:-} token=${COFFER_TOKEN:-} token_file=${COFFER_TOKEN_FILE:-}
	unset COFFER_TOKEN # what is exported would be in the environment of every command
	vault=${COFFER_VAULT:-} application=${COFFER_APPLICATION:-} device=${COFFER_DEVICE:-} tries=${COFFER_TRIES:-5}
	filename='' force='' bar='' talks='' straight_from=${COFFER_STRAIGHT_FROM:-33554432}
	[ ! -t 2 ] || talks=yes
	read_arguments "$@"
	case $command:$operands in
	backup:2 | list:[12] | latest:1 | restore:[23]) ;;
	:0) help >&2 && exit "$MISUSED" ;;
	*) misuse "That is no command, or it has too few or too many arguments: $command" ;;
	esac
	check_settings
	in_vault=${vault:+&vault=$(encode "$vault")}
	in_application=${application:+&application=$(encode "$application")}
	of_device=${device:+&device=$(encode "$device")}
	work_in_private
	"$command" "$first" "$second"
}

main "$@"
