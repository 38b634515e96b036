using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>What the container of the activity log is encrypted with, and what of it can't be told.</summary>
public sealed class LogEncryptionTests
{
    private const string Container = $"{ObservedEstate.Account}/blobServices/default/containers/insights-activity-logs";
    private const string Own = $"{ObservedEstate.Account}/encryptionScopes/own";
    private const string Microsofts =
        "Container insights-activity-logs has encryption scope \"own\", which uses a Microsoft key and can't be changed.";

    private static readonly ResourceId Account = ResourceId.Parse(ObservedEstate.Account);

    public static TheoryData<string, string?, string?> Scopes => new()
    {
        { """{"properties":{"source":"Microsoft.Storage"}}""", Microsofts, null },
        { """{"properties":{"source":"MICROSOFT.STORAGE"}}""", Microsofts, null },
        { """{"properties":{"source":"Microsoft.KeyVault"}}""", null, null },
        { "{}", null, null },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_scope_of_its_own_says_whose_key_it_is(string scope, string? problem, string? why) => Assert.Equal(
        new LogEncryption(problem, why),
        LogEncryption.Of(new ObservedEstate().With(Container, WithScope("own")).With(Own, scope).ToEstate(), Account));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"properties":{"defaultEncryptionScope":"$account-encryption-key"}}""")]
    public void A_container_without_a_scope_has_the_key_of_the_account(string container)
    {
        var estate = new ObservedEstate().With(Container, container)
            .Hiding($"{ObservedEstate.Account}/encryptionScopes/$account-encryption-key");

        Assert.Equal(new LogEncryption(null, null), LogEncryption.Of(estate.ToEstate(), Account));
    }

    [Fact]
    public void A_container_that_is_not_there_yet_has_none() =>
        Assert.Equal(new LogEncryption(null, null), LogEncryption.Of(new ObservedEstate().ToEstate(), Account));

    [Fact]
    public void What_was_not_read_is_not_known()
    {
        const string refused = "403 AuthorizationFailed";

        Assert.Equal(new LogEncryption(null, refused), LogEncryption.Of(new ObservedEstate().Hiding(Container).ToEstate(), Account));
        Assert.Equal(
            new LogEncryption(null, refused),
            LogEncryption.Of(new ObservedEstate().With(Container, WithScope("own")).Hiding(Own).ToEstate(), Account));
    }

    [Theory]
    [InlineData("own/../x")]
    [InlineData("..")]
    [InlineData(" ")]
    public void A_name_that_no_scope_can_have_is_never_asked_for(string name)
    {
        var container = ObservedEstate.Resource(Container, WithScope(name));

        Assert.Null(LogEncryption.ScopeOf(Account, container));
        Assert.Equal(
            new LogEncryption(null, $"\"{name}\" is no name of a scope"),
            LogEncryption.Of(new ObservedEstate().With(Container, WithScope(name)).ToEstate(), Account));
    }

    private static string WithScope(string name) => $$"""{"properties":{"defaultEncryptionScope":"{{name}}"} }""";
}
