using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>What only some folders may know by name, so that the next control and the next type change nothing elsewhere.</summary>
public sealed partial class NamesTests
{
    private static readonly string[] KnowControls = ["Baseline.Core/Controls/", "Baseline.Emulator/", "Baseline.Emulator.Server/"];
    // How Azure spells two types in ids, which is not how it spells them elsewhere, is the reader's affair.
    private static readonly string[] KnowTypes =
        ["Baseline.Core/Azure/", "Baseline.Arm/Client/ReadType.cs", "Baseline.Emulator/", "Baseline.Emulator.Server/"];


    // The readers need to know what the key of an account is, and the lifecycle rule of ours has had its name since it was first written.
    private static readonly string[] Excepted =
    [
        "Baseline.Arm/Reading/", "Baseline.Core/Azure/LifecyclePolicies/LifecyclePolicyType.cs",
    ];

    [Fact]
    public void Only_the_controls_know_a_control_by_name() =>
        Assert.DoesNotContain(
            Lines(KnowControls),
            line => ControlName().IsMatch(line.Text)
                && !Excepted.Any(place => line.File.StartsWith(place, StringComparison.Ordinal)));

    [Fact]
    public void Only_the_list_of_types_knows_a_type_by_name() =>
        Assert.DoesNotContain(Lines(KnowTypes), line => TypeName().Matches(line.Text).Any(match => !Action().IsMatch(match.Value)));

    [Theory]
    [InlineData("if (control == \"KeyVault-004\")", true)]
    [InlineData("using Baseline.Controls.Monitor006;", true)]
    [InlineData("control.Id", false)]
    public void A_control_that_is_named_is_noticed(string line, bool isNoticed) => Assert.Equal(isNoticed, ControlName().IsMatch(line));

    [Theory]
    [InlineData("id.IsOfType(\"microsoft.keyvault/vaults\")", true)]
    [InlineData("\"Microsoft.KeyVault/vaults/keys\"", true)]
    [InlineData("\"Microsoft.KeyVault/vaults/read\"", false)]
    [InlineData("\"Microsoft.Storage/storageAccounts/listKeys/action\"", false)]
    [InlineData("TypeNames.Vault", false)]
    public void A_type_that_is_named_is_noticed(string line, bool isNoticed) =>
        Assert.Equal(isNoticed, TypeName().Matches(line).Any(match => !Action().IsMatch(match.Value)));

    private static IEnumerable<(string File, int Line, string Text)> Lines(string[] without) =>
        from project in Product.Names
        from file in Product.FilesOf(project)
        where !without.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
        from line in File.ReadAllLines(Repo.PathOf("src", file)).Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select (file, line.Index + 1, line.Item);

    [GeneratedRegex("KeyVault-?004|Monitor-?006", RegexOptions.CultureInvariant)]
    private static partial Regex ControlName();

    [GeneratedRegex("\"[Mm]icrosoft\\.[A-Za-z]+/[A-Za-z/]+\"", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    [GeneratedRegex("/(read|write|delete|action)\"$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Action();
}
