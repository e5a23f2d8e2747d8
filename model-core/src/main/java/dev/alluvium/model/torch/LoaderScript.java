package dev.alluvium.model.torch;

/** Fills tensors from raw bytes in any stored type, or quantises them on the way. dtypes are torch's numbers. */
final class LoaderScript {
    static final String NAME = "Loader";

    static final String SOURCE = """
              def make(self: __torch__.Loader,
                like: Tensor,
                rows: int,
                columns: int,
                dtype: int) -> Tensor:
                if columns < 0:
                  shape = [rows]
                else:
                  shape = [rows, columns]
                return torch.new_empty(like, shape, dtype=dtype, layout=None, device=None, pin_memory=None)
              def fill(self: __torch__.Loader,
                into: Tensor,
                raw: Tensor,
                stored: int,
                start: int) -> Tensor:
                values = torch.view_copy(raw, dtype=stored)
                part = torch.slice(torch.view(into, [-1]), 0, start, start + torch.size(values, 0))
                return torch.copy_(part, values)
              def quantise(self: __torch__.Loader,
                into: Tensor,
                scales: Tensor,
                raw: Tensor,
                stored: int,
                start: int) -> Tensor:
                columns = torch.size(into, 1)
                x = torch.to(torch.reshape(torch.view_copy(raw, dtype=stored), [-1, columns]), scales)
                row = start // columns
                end = row + torch.size(x, 0)
                scale = torch.div(torch.amax(torch.abs(x), [1]), 127.)
                divisor = torch.masked_fill(scale, torch.eq(scale, 0), 1.)
                _0 = torch.round_(torch.div_(x, torch.unsqueeze(divisor, 1)))
                _1 = torch.copy_(torch.slice(scales, 0, row, end), scale)
                return torch.copy_(torch.slice(into, 0, row, end), torch.clamp_(x, -127, 127))
            """;

    private LoaderScript() {}
}
