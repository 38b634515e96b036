using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Terraform;

/// <summary>Values in a Terraform file.</summary>
/// <param name="all">The changes of the plan.</param>
/// <param name="write">The change whose values they are.</param>
internal sealed partial class HclSyntax(PlannedWrites all, PlannedWrite write) : IValueSyntax
{
    /// <inheritdoc/>
    public string Between => " = ";

    /// <inheritdoc/>
    public string AfterItem => ",";

    /// <inheritdoc/>
    public bool IsAligned => true;

    /// <summary>The resource of a change, as expressions name it.</summary>
    public static string AddressOf(PlannedWrite write) => $"{ResourceOf(write)}.{write.Symbol}";

    /// <summary>The kind of resource by which the provider makes a change.</summary>
    public static string ResourceOf(PlannedWrite write) => write.Kind switch
    {
        WriteKind.Whole => "azapi_resource",
        WriteKind.Part => "azapi_update_resource",
        WriteKind.Removal or WriteKind.Action or WriteKind.Unclear => "azapi_resource_action",
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Not a kind of write."),
    };

    /// <summary>A text in quotes that refers to nothing.</summary>
    public static string Quoted(string text) => $"\"{Escaped(text)}\"";

    /// <inheritdoc/>
    public string Name(string name) => Identifier().IsMatch(name) ? name : Interpolated(name);

    /// <inheritdoc/>
    public string Text(string text) =>
        all.Pieces(text, write) is [{ Reference: { } reference }] ? Expression(reference) : Interpolated(text);

    /// <inheritdoc/>
    public string Number(JsonElement number) => number.GetRawText();

    private string Interpolated(string text) => $"\"{string.Concat(all.Pieces(text, write).Select(piece =>
        piece.Reference is { } reference ? $"${{{Expression(reference)}}}" : Escaped(piece.Text)))}\"";

    private string Expression(ReferencedValue value)
    {
        var expression = $"{AddressOf(all.Find(value.Change))}.output.{value.Path}";
        return value.IsGuid
            ? $"uuidv5({Quoted(NameBasedGuid.Namespace)}, "
                + $"lower(\"{Escaped(RoleAssignmentName.SeedOf(write.Change.ToWrite()))}|${{{expression}}}\"))"
            : expression;
    }

    /// <summary>A text as it stands between quotes.</summary>
    private static string Escaped(string text) => EscapedText
        .Of(text, '"', rune => (rune.IsBmp ? "\\u" : "\\U") + rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture))
        .Replace("${", "$${", StringComparison.Ordinal)
        .Replace("%{", "%%{", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*$")]
    private static partial Regex Identifier();
}
