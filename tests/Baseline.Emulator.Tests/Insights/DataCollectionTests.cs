using Xunit;

namespace Baseline.Emulator.Tests.Insights;

/// <summary>Data collection rules, and which resources are associated with them.</summary>
public sealed class DataCollectionTests
{
    private const string Providers = $"{World.Group}/providers";
    private const string Registry = $"{Providers}/Microsoft.ContainerRegistry/registries/cr";
    private const string Rules = $"{Providers}/Microsoft.Insights/dataCollectionRules";
    private const string Associations = "providers/Microsoft.Insights/dataCollectionRuleAssociations";
    private const string Version = "2024-03-11";

    private static string Resource(string id, string properties = "") => $$"""
        { "id": "{{id}}", "name": "{{id.Split('/')[^1]}}", "location": "westeurope", "properties": { {{properties}} } }
        """;

    private static World New() => new World().With(Resource(Registry)).With(Resource($"{Registry}2")).With(Resource($"{Rules}/dcr"))
        .With(Resource($"{Registry}/{Associations}/a", $""" "dataCollectionRuleId": "{Rules}/dcr" """))
        .With(Resource($"{Registry}2/{Associations}/b", $""" "dataCollectionRuleId": "{Rules}/dcr" """));

    private static ArmResponse Get(string path, string version) => New().Send("GET", path, version: version);

    [Fact]
    public void A_resource_lists_the_associations_of_its_own()
    {
        Assert.Equal(["a"], ArmAssert.Names(ArmAssert.Ok(Get($"{Registry}/{Associations}", Version))["value"], "name"));
        ArmAssert.Ok(Get($"{Registry}/{Associations}/a", Version));
    }

    [Fact]
    public void A_rule_is_listed_and_read()
    {
        Assert.Equal(["dcr"], ArmAssert.Names(ArmAssert.Ok(Get(Rules, Version))["value"], "name"));
        ArmAssert.Ok(Get($"{Rules}/dcr", Version));
        ArmAssert.Wrapped(Get($"{Rules}/other", Version), 404, "ResourceNotFound");
    }

    [Theory]
    [InlineData($"{Registry}/{Associations}")]
    [InlineData($"{Rules}/dcr")]
    public void An_api_version_of_diagnostic_settings_is_none_of_theirs(string path) =>
        ArmAssert.Wrapped(Get(path, "2021-05-01-preview"), 400, "NoRegisteredProviderFound");

    [Fact]
    public void A_resource_that_is_not_there_lists_nothing() =>
        ArmAssert.Wrapped(Get($"{Registry}3/{Associations}", Version), 404, "ResourceNotFound");
}
