package dev.alluvium.cli.client;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written, in words: the message of such an exception is often no more than the path. */
public final class FileProblem {
    private FileProblem() {}

    /** The reason, without the file. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileAlreadyExistsException) {
            return "a file has this name";
        } else if (e instanceof NotDirectoryException) {
            return "is no directory";
        } else if (e instanceof CharacterCodingException) {
            return "is not UTF-8";
        } else if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return e instanceof FileSystemException || e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage();
    }
}
