"""What the judges of personal data share: texts through the redactor, and where its placeholders stand in them."""
import base64
import pathlib
import re
import subprocess
import threading

HERE = pathlib.Path(__file__).resolve().parent
PLACEHOLDER = re.compile(r"<([A-Z_]+)_\d+>")


def command(classpath, everything=False):
    """The redactor of these classes: target/classes of cleaning-stream and what it depends on."""
    return ["java", "-cp", classpath, str(HERE / "Redact.java")] + (["--all"] if everything else [])


RUNNING = {}


def redact(classpath, texts, everything=False):
    """Each text redacted by itself, of names and addresses too if everything is looked for; the process is started once."""
    if (classpath, everything) not in RUNNING:
        RUNNING[classpath, everything] = subprocess.Popen(
            command(classpath, everything), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii"
        )
    process = RUNNING[classpath, everything]

    def send():
        for text in texts:
            process.stdin.write(base64.b64encode(text.encode()).decode() + "\n")
        process.stdin.flush()

    threading.Thread(target=send, daemon=True).start()
    lines = [process.stdout.readline() for _ in texts]
    if lines and not lines[-1]:
        raise SystemExit("the redactor ended; it needs the classes of cleaning-stream and what they depend on")
    return [base64.b64decode(line).decode() for line in lines]


def spans(text, redacted):
    """(type, start, end) of what was replaced: what stands between two placeholders is found again in the text."""
    parts = PLACEHOLDER.split(redacted)
    pattern = re.escape(parts[0]) + "".join("(.+?)" + re.escape(parts[i + 1]) for i in range(1, len(parts), 2))
    match = re.fullmatch(pattern, text, re.DOTALL)
    if match is None:
        raise ValueError(f"not made of {text!r}: {redacted!r}")
    return [(parts[2 * i - 1], *match.span(i)) for i in range(1, len(parts) // 2 + 1)]
