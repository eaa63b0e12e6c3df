package io.github.sfnecs.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a file that may be none. */
final class FileText {
    /**
     * What a definition may have.
     * https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
     */
    static final int LIMIT = 1 << 20;

    static final String TOO_LARGE = "The definition is larger than 1 MiB, which is the limit of Step Functions.";

    private static final String SAVE = "Save it in UTF-8";
    private static final String MARK = "\ufeff";
    private static final String REPLACEMENT = "\ufffd";
    /** More than a mark and a character that is cut through. */
    private static final int ENOUGH = LIMIT + 8;

    private FileText() {}

    static String read(Path file, FileMistakes mistakes) {
        if (!Files.exists(file)) {
            throw mistakes.last(
                    "There is no such file.", file.toAbsolutePath() + " does not exist", "Correct the path");
        }
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? "That is a directory, not a file." : "That is not a file.";
            throw mistakes.last(what, "", "Name the file that has the definition");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(ENOUGH);
        } catch (IOException e) {
            throw mistakes.last("The file can't be read.", e.toString(), "");
        }
        String text = text(bytes, mistakes);
        if (bytes.length > LIMIT && text.getBytes(UTF_8).length > LIMIT) {
            throw mistakes.last(TOO_LARGE, "", "");
        }
        return text;
    }

    private static String text(byte[] bytes, FileMistakes mistakes) {
        if (isUtf16(bytes)) {
            throw mistakes.last("The file is in UTF-16, not in UTF-8.", "", SAVE);
        }
        String all = new String(bytes, UTF_8);
        // what is not UTF-8 is replaced
        if (all.contains(REPLACEMENT)) {
            all = strictly(bytes, mistakes);
        }
        return all.startsWith(MARK) ? all.substring(MARK.length()) : all;
    }

    private static String strictly(byte[] bytes, FileMistakes mistakes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean wrong = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, text, bytes.length < ENOUGH)
                .isError();
        if (wrong) {
            int line = 1
                    + (int) UTF_8.decode(in.duplicate().flip())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw mistakes.last(line, "The file is not in UTF-8.", "", SAVE);
        }
        return text.flip().toString();
    }

    /** By its mark or, since a definition begins with ASCII, by the half that ASCII leaves empty. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        return first == 0xfeff || first == 0xfffe || bytes[0] == 0 || bytes[1] == 0;
    }
}
