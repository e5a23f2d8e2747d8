"""Asks a running server everything that serving claims to do, through the official OpenAI client and past it.

    python -m pip install -r tools/openai/requirements.txt
    python tools/openai/check.py --url http://127.0.0.1:8080/v1 --token TOKEN --model notes

Prints one line a check; the exit status is 1 where one failed.
"""

import argparse
import json
import sys
import urllib.error
import urllib.request

import openai

USER = [{"role": "user", "content": "How heavy is the AX-200?"}]


def checks(client, url, token, model):
    def chat(**more):
        return client.chat.completions.create(model=model, messages=USER, **more)

    def text(**more):
        return client.completions.create(model=model, prompt="The AX-200", **more)

    def refused(status, code, call):
        try:
            call()
        except openai.APIStatusError as e:
            assert e.status_code == status, e
            assert e.body["code"] == code and e.body["message"] and e.body["type"], e.body
            return e.body["message"]
        raise AssertionError("was not refused")

    def raw(body, status, code, path="/chat/completions", bearer=token):
        request = urllib.request.Request(
            url + path, data=body, headers={"Authorization": "Bearer " + bearer, "Content-Type": "application/json"}
        )
        try:
            urllib.request.urlopen(request)
        except urllib.error.HTTPError as e:
            error = json.load(e)["error"]
            assert e.code == status and error["code"] == code, (e.code, error)
            return error["message"]
        raise AssertionError("was not refused")

    def body(**more):
        return json.dumps({"model": model, "messages": USER, **more}).encode()

    def models():
        assert model in [one.id for one in client.models.list()]
        assert client.models.retrieve(model).id == model

    def whole():
        answer = chat(max_tokens=8)
        assert answer.choices[0].message.role == "assistant" and answer.choices[0].finish_reason in ("stop", "length")
        usage = answer.usage
        assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens

    def streamed():
        whole_text = chat(max_tokens=8).choices[0].message.content
        chunks = list(chat(max_tokens=8, stream=True, stream_options={"include_usage": True}))
        assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == whole_text
        assert chunks[-1].usage.completion_tokens > 0 and not chunks[-1].choices
        assert all(c.usage is None for c in chunks[:-1])
        assert len({c.id for c in chunks}) == 1

    def completion():
        whole_text = text(max_tokens=12).choices[0].text
        assert "".join(c.choices[0].text for c in text(max_tokens=12, stream=True)) == whole_text

    def logprobs():
        for answer in (chat(max_tokens=4, logprobs=True, top_logprobs=5),):
            tokens = answer.choices[0].logprobs.content
            assert len(tokens) == answer.usage.completion_tokens
            for token_ in tokens:
                assert len(token_.top_logprobs) == 5 and token_.logprob <= 0
                assert token_.top_logprobs[0].logprob == max(top.logprob for top in token_.top_logprobs)
                assert abs(token_.top_logprobs[0].logprob - token_.logprob) < 1e-3  # greedy
        legacy = text(max_tokens=4, logprobs=3).choices[0].logprobs
        assert len(legacy.tokens) == len(legacy.token_logprobs) == len(legacy.top_logprobs) == len(legacy.text_offset)
        streamed_tokens = [
            one
            for chunk in chat(max_tokens=4, logprobs=True, top_logprobs=2, stream=True)
            if chunk.choices and chunk.choices[0].logprobs
            for one in chunk.choices[0].logprobs.content
        ]
        assert streamed_tokens and all(len(one.top_logprobs) == 2 for one in streamed_tokens)

    def seeds():
        drawn = [text(max_tokens=20, temperature=1.5, top_p=0.9, seed=seed).choices[0].text for seed in (1, 1, 2, 3)]
        assert drawn[0] == drawn[1] and len(set(drawn)) > 1

    def stops():
        whole_text = text(max_tokens=20).choices[0].text
        stop = whole_text[len(whole_text) // 2 :][:3]
        assert text(max_tokens=20, stop=stop).choices[0].text == whole_text[: whole_text.index(stop)]
        assert text(max_tokens=20, stop=["\x00never", stop]).choices[0].finish_reason == "stop"

    def limits():
        assert chat(max_completion_tokens=1).usage.completion_tokens == 1
        assert text(max_tokens=1).choices[0].finish_reason == "length"

    def scores():
        said = text(max_tokens=4, logprobs=1).choices[0]
        scored = client.completions.create(
            model=model, prompt=["The AX-200" + said.text, "Another"], echo=True, logprobs=1, max_tokens=0
        ).choices
        assert [one.index for one in scored] == [0, 1] and scored[0].text == "The AX-200" + said.text
        told = scored[0].logprobs
        assert len(told.tokens) == len(told.token_logprobs) == len(told.top_logprobs) == len(told.text_offset)
        assert told.token_logprobs[0] is None and told.top_logprobs[0] is None
        assert all(logprob <= 0 for logprob in told.token_logprobs[1:])

    def headers():
        response = client.chat.completions.with_raw_response.create(model=model, messages=USER, max_tokens=1)
        assert int(response.headers["x-alluvium-version"]) >= 0 and response.headers["x-alluvium-generation"]

    def parts():
        content = [{"type": "text", "text": "How heavy "}, {"type": "text", "text": "is the AX-200?"}]
        answer = client.chat.completions.create(
            model=model, messages=[{"role": "developer", "content": "Be brief."}, {"role": "user", "content": content}]
        )
        assert answer.choices[0].message.role == "assistant"

    def oversize():
        long = [{"role": "user", "content": "heavy " * 5000}]
        message = refused(
            400, "context_length_exceeded", lambda: client.chat.completions.create(model=model, messages=long)
        )
        assert "shorten" in message and "heavy heavy" not in message

    def refusals():
        refused(400, "context_length_exceeded", lambda: chat(max_tokens=10_000_000))
        refused(400, "invalid_value", lambda: client.chat.completions.create(model=model, messages=[]))
        bad_role = [{"role": "wizard", "content": "secret-text"}]
        assert "secret-text" not in refused(
            400, "invalid_value", lambda: client.chat.completions.create(model=model, messages=bad_role)
        )
        assert model in refused(
            404, "model_not_found", lambda: client.chat.completions.create(model="nobody", messages=USER)
        )
        refused(400, "invalid_value", lambda: chat(temperature=3))
        refused(400, "invalid_value", lambda: chat(top_p=2))
        refused(400, "invalid_value", lambda: chat(stop=["a", "b", "c", "d", "e"]))
        refused(400, "invalid_value", lambda: chat(max_tokens=0))
        refused(400, "invalid_value", lambda: chat(top_logprobs=2))
        refused(400, "unsupported_parameter", lambda: chat(n=2))
        refused(400, "unsupported_parameter", lambda: chat(tools=[{"type": "function", "function": {"name": "f"}}]))

    def malformed():
        raw(b"{", 400, "invalid_json")
        raw(b"[]", 400, "invalid_json")
        raw(b'{"model":"\xff"}', 400, "invalid_utf8")
        raw(b'{"messages":[]}', 400, "missing_required_parameter")
        raw(body(max_tokens=10**30), 400, "invalid_value")
        raw(body(max_tokens="8"), 400, "invalid_value")
        raw(body(stream="yes"), 400, "invalid_value")
        raw(b'{"model":"' + b"a" * (2 << 20) + b'"}', 413, "request_too_large")
        raw(body(), 401, "invalid_api_key", bearer="wrong")

    def history():
        said = [*USER, {"role": "assistant", "content": "", "refusal": None}, *USER]
        assert client.chat.completions.create(model=model, messages=said, max_tokens=1).choices
        said[1]["content"] = None
        assert client.chat.completions.create(model=model, messages=said, max_tokens=1).choices

    def elsewhere():
        message = refused(404, "unknown_url", lambda: client.embeddings.create(model=model, input="AX-200"))
        assert "/v1/chat/completions" in message, message
        refused(405, "method_not_supported", lambda: client.get("/chat/completions", cast_to=object))

    return [models, whole, streamed, completion, logprobs, seeds, stops, limits, scores, headers, parts, oversize,
            refusals, malformed, history, elsewhere]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", required=True, help="ends in /v1")
    parser.add_argument("--token", required=True)
    parser.add_argument("--model", required=True)
    arguments = parser.parse_args()
    url = arguments.url.rstrip("/")
    client = openai.OpenAI(base_url=url, api_key=arguments.token, max_retries=0)
    failed = 0
    for check in checks(client, url, arguments.token, arguments.model):
        try:
            check()
            print("ok     " + check.__name__)
        except Exception as e:  # a check may fail in any way; the others go on
            failed += 1
            print(f"FAILED {check.__name__}: {type(e).__name__}: {str(e)[:300]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
