using System.Text.Json;
using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>Values that only an earlier change brings.</summary>
public sealed class ChangeReferenceTests
{
    private static readonly Dictionary<string, JsonElement> Answers = new(StringComparer.Ordinal)
    {
        ["c1"] = SamplePlan.Json("""{"id":"/identity","properties":{"principalId":"me"}}"""),
        ["c2"] = SamplePlan.Json("""{"properties":{"vaultUri":"https://kv/"}}"""),
    };

    [Theory]
    [InlineData("nothing to know", "nothing to know")]
    [InlineData("""{"who":"${c1.properties.principalId}","where":"${c2.properties.vaultUri}"}""", """{"who":"me","where":"https://kv/"}""")]
    [InlineData("${c3.properties.principalId}", null)]
    [InlineData("${c1.properties.clientId} ${c1.id}", null)]
    [InlineData("${c1.id} ${c1.properties.clientId}", null)]
    [InlineData("/scope/${guid:c3.properties.principalId}", null)]
    public void A_text_is_known_when_every_answer_in_it_is(string text, string? resolved) =>
        Assert.Equal(resolved, ChangeReference.Resolve(text, Answers));

    [Fact]
    public void The_name_of_a_role_assignment_changes_with_principal_and_seed_alone()
    {
        const string Text = "/x/${guid:c1.properties.principalId}";
        var name = ChangeReference.Resolve(Text, Answers, "seed");
        var other = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["c1"] = SamplePlan.Json("""{"properties":{"principalId":"you"}}""") };

        Assert.True(Guid.TryParse(name?[3..], out _), name);
        Assert.Equal(name, ChangeReference.Resolve(Text, Answers, "seed"));
        Assert.NotEqual(name, ChangeReference.Resolve(Text, Answers, "another"));
        Assert.NotEqual(name, ChangeReference.Resolve(Text, other, "seed"));
    }

    [Fact]
    public void The_changes_in_a_text_are_named_once() =>
        Assert.Equal(["c2", "c1"], ChangeReference.ChangesIn("${c2.a} ${guid:c1.b} ${c2.c} ${cx.d} c3.e"));

    [Theory]
    [InlineData("", "")]
    [InlineData("plain ${x} $c1", "plain ${x} $c1")]
    [InlineData("${c1.id}", "<c1 id>")]
    [InlineData("a${c1.properties.vaultUri}b", "a|<c1 properties.vaultUri>|b")]
    [InlineData("/x/${guid:c2.properties.principalId}", "/x/|<c2 properties.principalId guid>")]
    [InlineData("${c1.id}${c12.id}", "<c1 id>|<c12 id>")]
    public void A_text_has_pieces_in_its_order(string text, string pieces)
    {
        var found = ChangeReference.Pieces(text);

        Assert.Equal(pieces, string.Join('|', found.Select(piece => piece.Reference is { } reference
            ? $"<{reference.Change} {reference.Path}{(reference.IsGuid ? " guid" : "")}>" : piece.Text)));
        Assert.Equal(text, string.Concat(found.Select(piece => piece.Text)));
    }
}
