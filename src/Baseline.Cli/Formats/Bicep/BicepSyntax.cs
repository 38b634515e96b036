using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>Values in a Bicep file.</summary>
/// <param name="all">The changes of the plan.</param>
/// <param name="module">The file.</param>
/// <param name="write">The change whose values they are.</param>
internal sealed class BicepSyntax(PlannedWrites all, BicepModule module, PlannedWrite write) : IValueSyntax
{
    /// <inheritdoc/>
    public string Between => ": ";

    /// <inheritdoc/>
    public string AfterItem => "";

    /// <inheritdoc/>
    public bool IsAligned => false;

    /// <inheritdoc/>
    public string Name(string name) =>
        all.Pieces(name, write).Any(piece => piece.Reference is not null) ? Interpolated(name) : BicepText.Name(name);

    /// <inheritdoc/>
    public string Text(string text) =>
        all.Pieces(text, write) is [{ Reference: { } reference }] ? Expression(reference) : Interpolated(text);

    /// <inheritdoc/>
    public string Number(JsonElement number) =>
        number.TryGetInt64(out _) ? number.GetRawText() : $"json({BicepText.Quoted(number.GetRawText())})";

    private string Interpolated(string text) => $"'{string.Concat(all.Pieces(text, write).Select(piece =>
        piece.Reference is { } reference ? $"${{{Expression(reference)}}}" : BicepText.Escaped(piece.Text)))}'";

    private string Expression(ReferencedValue value)
    {
        var expression = module.Has(all.Find(value.Change))
            ? $"{all.Find(value.Change).Symbol}.{value.Path}"
            : all.NameOf(value);
        return value.IsGuid ? $"guid({BicepText.Quoted(RoleAssignmentName.SeedOf(write.Change.ToWrite()))}, {expression})" : expression;
    }
}
