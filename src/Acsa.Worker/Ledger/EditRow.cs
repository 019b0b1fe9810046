namespace Acsa.Worker.Ledger;

/// <summary>One edited outline.</summary>
/// <param name="ModelSha256">Of the model whose outline it was.</param>
/// <param name="Json">A <see cref="Reader.EditEntry"/>.</param>
sealed record EditRow(string ModelSha256, string Json);
