namespace Baseline.Emulator.Tests.Replay;

/// <summary>A line of an answer's shape, or part of one, that differs from the recording, and why that is right.</summary>
internal sealed record KnownDifference(string File, string Line, string Reason);

/// <summary>Every difference between the recordings and the emulator that stays.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        new("kv-list-sub-page3", "- /nextLink", "The emulator serves its empty page first; Azure may put one anywhere."),
        new("kv-list-sub-page4", "no such page", "What page 3 linked to."),
        new("kv-put-set-policy", "+ /properties/enablePurgeProtection",
            "The vault was protected in a request that is not part of the conversation; it can't be undone."),
        new("azure-cli/sa-", "certRenewAfter", "A member of 2021 only."),
        new("azure-cli/sa-", "identityUrl", "A member of 2021 only."),
        new("azure-cli/sa-", "- /identity/userAssignedIdentities/<id>/tenantId", "A member of 2021 only."),
        new("azure-cli/sa-", "econdary", "The second region of a geo-redundant account is not modelled."),
        new("azure-cli/sa-", "/properties/allowBlobPublicAccess", "The default was true until 2023."),
        new("azure-cli/sa-", "+ /properties/allowCrossTenantReplication", "A member that came after 2021."),
        new("sa-patch-identity-sai-uai", "- /identity/userAssignedIdentities/<id>",
            "The identity was attached again in a request that is not part of the conversation."),
        new("sa-patch-cmk-uai-to-sai", "/identity/", "It was detached in a request that is not part of the conversation."),
        new("azure-cli/sa-", "+ /properties/networkAcls/ipv6Rules", "A member that came after 2021."),
    ];

    public static bool Explains(string file, string line) => All.Any(known =>
        file.Contains(known.File, StringComparison.Ordinal) && line.Contains(known.Line, StringComparison.Ordinal));
}
