package dev.alluvium.model.pickle;

import dev.alluvium.model.ModelException;
import dev.alluvium.model.pickle.PickleValue.Dict;
import dev.alluvium.model.pickle.PickleValue.Tensor;
import dev.alluvium.model.tensor.CloseOnFailure;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A state dictionary as {@code torch.save} of torch 1.6 and newer writes it: a zip of stored entries, of which
 * {@code data.pkl} names the tensors and {@code data/N} hold their bytes. Nothing in it is ever executed.
 */
public final class TorchArchive implements AutoCloseable {
    private static final int MOST_ENTRIES = 200_000;
    private static final int MOST_PICKLE = 8 << 20;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Path path;
    private final ZipFile zip;
    private final String root;
    private final Map<String, StoredTensor> tensors = new TreeMap<>();

    private TorchArchive(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
        requireFewEntries();
        ZipEntry pickle = pickle();
        this.root = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
        requireLittleEndian();
        PickleValue value = Unpickler.read(path + "#data.pkl", bytes(pickle, MOST_PICKLE));
        if (!(value instanceof Dict state)) {
            throw refused(value.kind(), "must be a state dictionary: names with their tensors");
        }
        state.entries().forEach((name, entry) -> tensors.put(name, tensor(name, entry)));
    }

    /** Opens a file and reads what it says of its tensors; their bytes are read later. */
    public static TorchArchive open(Path path) {
        requireZip(path);
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            return new TorchArchive(path, zip);
        } catch (IOException | RuntimeException e) {
            CloseOnFailure.after(e, zip);
            if (e instanceof RuntimeException fault) {
                throw fault;
            }
            throw new ModelException(
                    path,
                    String.valueOf(e.getMessage()),
                    "is no whole zip: truncated or damaged",
                    "copy or download the file again",
                    e);
        }
    }

    private static void requireZip(Path path) {
        byte[] start = new byte[ZIP.length];
        try (InputStream in = Files.newInputStream(path)) {
            int read = in.readNBytes(start, 0, start.length);
            if (Arrays.equals(start, ZIP)) {
                return;
            }
            boolean legacy = read > 1 && start[0] == (byte) 0x80;
            throw new ModelException(
                    path,
                    legacy ? "a bare pickle" : "no zip",
                    legacy ? "is torch's format before 1.6, which is not read" : "must be a file that torch.save wrote",
                    "get the weights as safetensors, or save them again with torch 1.6 or newer");
        } catch (IOException e) {
            throw new ModelException(path, e.getClass().getSimpleName(), "cannot be read", "check the path", e);
        }
    }

    /** Tensors by name. */
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    private void requireFewEntries() {
        if (zip.size() > MOST_ENTRIES) {
            throw refused(zip.size() + " entries", "must have at most " + MOST_ENTRIES);
        }
    }

    private ZipEntry pickle() {
        return zip.stream()
                .filter(entry -> entry.getName().matches("[^/]+/data\\.pkl"))
                .findFirst()
                .orElseThrow(() -> refused("no data.pkl", "must be a file that torch.save wrote"));
    }

    private void requireLittleEndian() {
        ZipEntry order = zip.getEntry(root + "byteorder");
        String value = order == null ? "little" : new String(bytes(order, 16), StandardCharsets.US_ASCII);
        if (!value.equals("little")) {
            throw refused("byteorder " + value, "must be little");
        }
    }

    private byte[] bytes(ZipEntry entry, int most) {
        requireStored(entry);
        if (entry.getSize() > most) {
            throw refused(entry.getName() + " of " + entry.getSize() + " bytes", "must have at most " + most);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(most);
        } catch (ZipException e) {
            throw new PickleFault(path.toString()).damaged(entry.getName(), "cannot be read: the zip is damaged");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** torch compresses nothing, so neither may a zip bomb. */
    private void requireStored(ZipEntry entry) {
        if (entry.getMethod() != ZipEntry.STORED) {
            throw refused(entry.getName(), "must not be compressed");
        }
    }

    private StoredTensor tensor(String name, PickleValue value) {
        if (!(value instanceof Tensor tensor)) {
            throw new PickleFault(path + "#" + name).refused(value.kind(), "must be a tensor");
        }
        PickleValue.Storage storage = tensor.storage();
        if (storage.type().dtype() == null) {
            throw new PickleFault(path + "#" + name)
                    .refused(storage.type().className(), "must hold fp32, fp16 or bf16 values");
        }
        ZipEntry entry = zip.getEntry(root + "data/" + storage.key());
        if (entry == null) {
            throw new PickleFault(path + "#" + name).damaged("data/" + storage.key(), "is absent from the zip");
        }
        requireStored(entry);
        return new ArchivedTensor(zip, entry, tensor, storage.type().dtype()).requireWhole(path + "#" + name);
    }

    private ModelException refused(Object value, String rule) {
        return new PickleFault(path.toString()).refused(value, rule);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
