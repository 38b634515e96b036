using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baseline.Plans;
using CsCheck;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>The digest of a plan file is computed here from what docs/plan-format.md says alone.</summary>
public sealed class PlanDigestTests
{
    [Fact]
    public void The_digest_is_computed_as_the_page_says() =>
        PlanGenerator.Plan.Sample(plan => Assert.Equal(PlanFile.DigestOf(plan), ByThePage(PlanFile.Write(plan))));

    [Theory]
    [InlineData("a\"b&c'd+e<f>g`h\u007f")]
    [InlineData("\b\t\n\f\r\\\u0000\u001f/~")]
    [InlineData("Zürich, 東京, \U0001F600")]
    public void Characters_that_are_escaped_are_escaped_as_the_page_says(string name)
    {
        var plan = SamplePlan.Full with { Baseline = new PlanBaseline(name, "sha256:0") };

        Assert.Equal(PlanFile.DigestOf(plan), ByThePage(PlanFile.Write(plan)));
    }

    private static string ByThePage(byte[] file)
    {
        using var json = JsonDocument.Parse(file);
        var spelled = Members(json.RootElement.EnumerateObject().Where(member => member.Name != "digest"));
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spelled)))}";
    }

    private static string Spelled(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Members(value.EnumerateObject()),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Spelled))}]",
        JsonValueKind.String => Quoted(value.GetString() ?? ""),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => value.GetRawText(),
        JsonValueKind.Undefined => throw new ArgumentException("There is no value.", nameof(value)),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value."),
    };

    private static string Members(IEnumerable<JsonProperty> members) =>
        $"{{{string.Join(',', members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{Quoted(member.Name)}:{Spelled(member.Value)}"))}}}";

    private static string Quoted(string text) => $"\"{string.Concat(text.Select(Escaped))}\"";

    private static string Escaped(char character) => character switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        '\\' => "\\\\",
        < ' ' or '"' or '&' or '\'' or '+' or '<' or '>' or '`' or >= '\u007f' =>
            $"\\u{((int)character).ToString("X4", CultureInfo.InvariantCulture)}",
        _ => character.ToString(),
    };
}
