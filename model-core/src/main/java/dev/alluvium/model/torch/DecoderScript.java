package dev.alluvium.model.torch;

import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.TargetModule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Generates the TorchScript of a Llama decoder for one configuration and one set of LoRA targets.
 *
 * <p>Weights {@code w}: embedding, final norm, output projection, then per layer the two norms and the seven
 * projections. LoRA tensors {@code lo}: per layer and target A [rank, in] and B [out, rank]. {@code at} lists the rows
 * of the flattened [batch * seq] whose logits are wanted: the last layer's MLP and the head see only these.
 */
final class DecoderScript {
    static final String NAME = "Decoder";

    private static final String LAYERS = """
              def rope(self: T,
                x: Tensor,
                cs: Tensor,
                sn: Tensor) -> Tensor:
                a, b = torch.chunk(x, 2, -1)
                return torch.add(torch.mul(x, cs), torch.mul(torch.cat([torch.neg(b), a], -1), sn))
              def spread(self: T,
                x: Tensor) -> Tensor:
                if $GROUP == 1:
                  y = x
                else:
                  B = torch.size(x, 0)
                  S = torch.size(x, 2)
                  e = torch.expand(torch.unsqueeze(x, 2), [B, $KV, $GROUP, S, $DIM])
                  y = torch.reshape(e, [B, $HEADS, S, $DIM])
                return y
              def heads(self: T,
                x: Tensor,
                n: int) -> Tensor:
                return torch.transpose(torch.view(x, [torch.size(x, 0), torch.size(x, 1), n, $DIM]), 1, 2)
              def attend(self: T,
                x: Tensor,
                cs: Tensor,
                sn: Tensor,
                bias: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                i: int,
                ks: List[Tensor],
                vs: List[Tensor],
                start: int) -> Tensor:
                o = 3 + i * 9
                h = torch.rms_norm(x, [$HIDDEN], w[o], $EPS)
                q = (self).rope((self).heads($Q, $HEADS), cs, sn)
                k = (self).rope((self).heads($K, $KV), cs, sn)
                v = (self).heads($V, $KV)
                S = torch.size(x, 1)
                if torch.len(ks) > 0:
                  end = start + S
                  _0 = torch.copy_(torch.slice(ks[i], 2, start, end), k)
                  _1 = torch.copy_(torch.slice(vs[i], 2, start, end), v)
                  kk = torch.slice(ks[i], 2, 0, end)
                  vv = torch.slice(vs[i], 2, 0, end)
                else:
                  kk = k
                  vv = v
                a = torch.scaled_dot_product_attention(q, (self).spread(kk), (self).spread(vv), bias, 0., False)
                return torch.reshape(torch.transpose(a, 1, 2), [torch.size(x, 0), S, $ATTENTION])
              def mix(self: T,
                r: Tensor,
                h: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                i: int) -> Tensor:
                o = 3 + i * 9
                x = torch.add(r, $O)
                h2 = torch.rms_norm(x, [$HIDDEN], w[o + 1], $EPS)
                m = torch.mul(torch.silu($GATE), $UP)
                return torch.add(x, $DOWN)
              def run(self: T,
                tok: Tensor,
                pos: Tensor,
                bias: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                start: int) -> Tensor:
                angle = torch.mul(torch.to(torch.unsqueeze(torch.unsqueeze(pos, 1), -1), freq), freq)
                cs = torch.cos(torch.cat([angle, angle], -1))
                sn = torch.sin(torch.cat([angle, angle], -1))
                x = torch.embedding(w[0], tok)
                for i in range($LAYERS):
                  a = (self).attend(x, cs, sn, bias, w, lo, scale, i, ks, vs, start)
                  if i == $LAST:
                    x = torch.index_select(torch.reshape(x, [-1, $HIDDEN]), 0, at)
                    a = torch.index_select(torch.reshape(a, [-1, $ATTENTION]), 0, at)
                  x = (self).mix(x, a, w, lo, scale, i)
                return torch.linear(torch.rms_norm(x, [$HIDDEN], w[1], $EPS), w[2])
              def blocks(self: T,
                seg: Tensor,
                like: Tensor) -> Tensor:
                same = torch.eq(torch.unsqueeze(seg, 2), torch.unsqueeze(seg, 1))
                return torch.unsqueeze(torch.log(torch.to(torch.tril(same), like)), 1)
              def logits(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float) -> Tensor:
                none = annotate(List[Tensor], [])
                bias = (self).blocks(seg, freq)
                return (self).run(tok, pos, bias, at, freq, w, lo, scale, none, none, 0)
            """;

    private static final String TRAINING = """
              def gradients(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                divisor: float,
                params: List[Tensor]) -> List[Tensor]:
                lg = (self).logits(tok, pos, seg, at, freq, w, lo, scale)
                loss = torch.div(torch.cross_entropy_loss(lg, labels, None, 2, -100, 0.), divisor)
                out = [torch.detach(loss)]
                gs = torch.grad([loss], params, None, False, False, True)
                for i in range(torch.len(gs)):
                  g = gs[i]
                  if g is not None:
                    out.append(g)
                  else:
                    out.append(torch.zeros_like(params[i]))
                return out
              def step(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                divisor: float,
                params: List[Tensor],
                first: List[Tensor],
                second: List[Tensor],
                steps: List[Tensor],
                rate: float,
                beta1: float,
                beta2: float,
                eps: float,
                decay: float,
                clip: float) -> List[Tensor]:
                out = (self).gradients(tok, pos, seg, at, labels, freq, w, lo, scale, divisor, params)
                total = torch.zeros_like(out[0])
                for i in range(torch.len(params)):
                  n = torch.linalg_vector_norm(out[i + 1])
                  total = torch.add(total, torch.mul(n, n))
                norm = torch.sqrt(total)
                shrink = torch.clamp(torch.div(clip, torch.add(norm, 1e-6)), None, 1.0)
                ps = annotate(List[Tensor], [])
                gs = annotate(List[Tensor], [])
                for i in range(torch.len(params)):
                  ps.append(torch.detach(params[i]))
                  gs.append(torch.mul(out[i + 1], shrink))
                  _0 = torch.add_(steps[i], 1)
                torch._fused_adamw_(ps, gs, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                return [out[0], norm]
              def assign(self: T,
                into: List[Tensor],
                values: List[Tensor]) -> List[Tensor]:
                for i in range(torch.len(into)):
                  _0 = torch.copy_(torch.detach(into[i]), values[i])
                return annotate(List[Tensor], [])
            """;

    private static final String INFERENCE = """
              def score(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float) -> List[Tensor]:
                lg = (self).logits(tok, pos, seg, at, freq, w, lo, scale)
                return [torch.cross_entropy_loss(lg, labels, None, 0, -100, 0.), torch.argmax(lg, -1)]
              def best(self: T,
                lg: Tensor) -> List[Tensor]:
                top = torch.argmax(lg, -1, True)
                lp = torch.sub(torch.gather(lg, 1, top), torch.logsumexp(lg, [-1], True))
                return [torch.squeeze(top, 1), torch.squeeze(lp, 1), lg]
              def prefill(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor]) -> List[Tensor]:
                return (self).best((self).run(tok, pos, (self).blocks(seg, freq), at, freq, w, lo, scale, ks, vs, 0))
              def decode(self: T,
                tok: Tensor,
                pad: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                start: int) -> List[Tensor]:
                keys = torch.ge(torch.arange(start + 1), torch.unsqueeze(pad, 1))
                bias = torch.unsqueeze(torch.unsqueeze(torch.log(torch.to(keys, freq)), 1), 1)
                pos = torch.unsqueeze(torch.rsub(pad, start), 1)
                at = torch.arange(torch.size(tok, 0))
                return (self).best((self).run(tok, pos, bias, at, freq, w, lo, scale, ks, vs, start))
            """;

    private final DecoderConfig config;
    private final List<TargetModule> targets;

    private DecoderScript(DecoderConfig config, Set<TargetModule> targets) {
        this.config = config;
        this.targets = targets.stream().sorted().toList();
    }

    /** The methods of the program. */
    static String of(DecoderConfig config, Set<TargetModule> targets) {
        return new DecoderScript(config, targets).source();
    }

    private String source() {
        String source = (LAYERS + TRAINING + INFERENCE).replace("self: T,", "self: __torch__." + NAME + ",");
        for (TargetModule target : TargetModule.values()) {
            source = source.replace("$" + target + ")", linear(target) + ")")
                    .replace("$" + target + ",", linear(target) + ",");
        }
        return source.replace("$HIDDEN", "" + config.hiddenSize())
                .replace("$ATTENTION", "" + config.heads() * config.headDim())
                .replace("$GROUP", "" + config.heads() / config.kvHeads())
                .replace("$HEADS", "" + config.heads())
                .replace("$KV", "" + config.kvHeads())
                .replace("$DIM", "" + config.headDim())
                .replace("$LAYERS", "" + config.layers())
                .replace("$LAST", "" + (config.layers() - 1))
                .replace("$EPS", Double.toString(config.rmsEps()).toLowerCase(Locale.ROOT));
    }

    private String linear(TargetModule target) {
        String x = switch (target) {
            case Q, K, V, O -> "h";
            case GATE, UP -> "h2";
            case DOWN -> "m";
        };
        String base = "torch.linear(%s, w[o + %d])".formatted(x, 2 + target.ordinal());
        int slot = targets.indexOf(target);
        if (slot < 0) {
            return base;
        }
        int stride = 2 * targets.size();
        return "torch.add(%s, torch.linear(torch.mul(torch.linear(%s, lo[i * %d + %d]), scale), lo[i * %d + %d]))"
                .formatted(base, x, stride, 2 * slot, stride, 2 * slot + 1);
    }

    @Override
    public String toString() {
        return "Decoder " + targets.stream().map(TargetModule::shortName).collect(Collectors.joining(","));
    }
}
