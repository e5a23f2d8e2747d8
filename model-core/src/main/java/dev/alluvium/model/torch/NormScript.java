package dev.alluvium.model.torch;

/**
 * RMS norm (Zhang and Sennrich 2019) and rotary positions (Su et al. 2021) with their derivatives by hand. {@code freq}
 * has the type in which a norm is computed: fp32 also where the activations are bf16. {@code turn} with sign -1 is the
 * inverse rotation, which is the derivative of the rotation.
 */
final class NormScript {
    static final String SOURCE = """
              def inverse_rms(self: T,
                x: Tensor) -> Tensor:
                n = torch.linalg_vector_norm(x, 2, [-1], True)
                return torch.rsqrt(torch.add(torch.div(torch.mul(n, n), torch.size(x, -1)), $EPS))
              def norm(self: T,
                x: Tensor,
                n: Tensor,
                freq: Tensor) -> Tensor:
                y = torch.to(x, freq)
                return torch.mul(torch.to(torch.mul(y, (self).inverse_rms(y)), x), n)
              def norm_back(self: T,
                x: Tensor,
                n: Tensor,
                dy: Tensor,
                freq: Tensor) -> Tensor:
                y = torch.to(x, freq)
                r = (self).inverse_rms(y)
                g = torch.to(torch.mul(dy, n), freq)
                dot = torch.sum(torch.mul(g, y), [-1], True)
                c = torch.mul(dot, torch.div(torch.pow(r, 3), torch.size(x, -1)))
                return torch.to(torch.addcmul_(torch.mul(g, r), y, c, value=-1), x)
              def turn(self: T,
                x: Tensor,
                cs: Tensor,
                sn: Tensor,
                n: int,
                sign: int) -> Tensor:
                y = torch.view(x, [-1, n, 2, $DIM // 2])
                o = torch.empty_like(y)
                p = torch.select(o, 2, 0)
                q = torch.select(o, 2, 1)
                _0 = torch.mul(torch.select(y, 2, 0), cs, out=p)
                _1 = torch.addcmul_(p, torch.select(y, 2, 1), sn, value=0 - sign)
                _2 = torch.mul(torch.select(y, 2, 1), cs, out=q)
                _3 = torch.addcmul_(q, torch.select(y, 2, 0), sn, value=sign)
                return torch.view(o, [-1, n * $DIM])
              def heads_norm(self: T,
                x: Tensor,
                n: Tensor,
                freq: Tensor) -> Tensor:
                return torch.view((self).norm(torch.view(x, [-1, $DIM]), n, freq), torch.size(x))
              def heads_norm_back(self: T,
                x: Tensor,
                n: Tensor,
                dy: Tensor,
                freq: Tensor) -> Tensor:
                dx = (self).norm_back(torch.view(x, [-1, $DIM]), n, torch.view(dy, [-1, $DIM]), freq)
                return torch.view(dx, torch.size(x))
            """;

    private NormScript() {}
}
