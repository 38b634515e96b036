using System.Text.RegularExpressions;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>What the gateway answers to an api-version that the type of the request does not have.</summary>
internal sealed partial class VersionRules(Tenant tenant)
{
    public ArmResponse? Refusal(ArmCall call)
    {
        if (call.ApiVersion is not { Length: > 0 } version)
        {
            return Answer.Refused(
                400,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
        }

        var type = call.Path.Type;
        if (!Date().IsMatch(version))
        {
            return Invalid(version, SupportedVersions.Of("microsoft.resources") ?? []);
        }

        if (SupportedVersions.Of(type) is not { } supported || supported.Contains(version, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        return type.StartsWith("microsoft.resources/", StringComparison.Ordinal)
            ? Invalid(version, supported)
            : NotFound(call, version, supported);
    }

    private static ArmResponse Invalid(string version, IReadOnlyList<string> supported) => Answer.Refused(
        400,
        "InvalidApiVersionParameter",
        $"The api-version '{version}' is invalid. The supported versions are '{string.Join(',', supported)}'.");

    private ArmResponse NotFound(ArmCall call, string version, IReadOnlyList<string> supported) => Answer.Refused(
        400,
        "NoRegisteredProviderFound",
        $"No registered resource provider found for location '{RegionOf(call.Path)}' and API version '{version}' for type "
        + $"'{call.Path.TypeNames}'. The supported api-versions are '{string.Join(", ", supported)}'. "
        + $"The supported locations are '{string.Join(", ", Locations.Names)}'.");

    private string RegionOf(ResourcePath path) => Regions.Normal(tenant.Resources.Find(path)?.Location);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-[a-z]+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Date();
}
