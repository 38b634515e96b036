namespace Baseline.Azure;

/// <summary>
/// The regions of the clouds, to recognise a misspelt one (docs/azure.md#spelling-of-regions). Azure opens new ones, so that a name
/// that is missing here may be right all the same.
/// </summary>
internal static class KnownRegions
{
    /// <summary>Their names as <see cref="Region.Normalize"/> writes them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "australiacentral", "australiacentral2", "australiaeast", "australiasoutheast", "austriaeast", "belgiumcentral", "brazilsouth",
        "brazilsoutheast", "canadacentral", "canadaeast", "centralindia", "centralus", "chilecentral", "denmarkeast", "eastasia",
        "eastus", "eastus2", "eastus3", "francecentral", "francesouth", "germanynorth", "germanywestcentral", "indonesiacentral",
        "israelcentral", "italynorth", "japaneast", "japanwest", "jioindiacentral", "jioindiawest", "koreacentral", "koreasouth",
        "malaysiawest", "mexicocentral", "newzealandnorth", "northcentralus", "northeurope", "norwayeast", "norwaywest",
        "polandcentral", "qatarcentral", "southafricanorth", "southafricawest", "southcentralus", "southeastasia", "southindia",
        "spaincentral", "swedencentral", "swedensouth", "switzerlandnorth", "switzerlandwest", "taiwannorth", "taiwannorthwest",
        "uaecentral", "uaenorth", "uksouth", "ukwest", "westcentralus", "westeurope", "westindia", "westus", "westus2", "westus3",
        "centraluseuap", "eastus2euap",
        "usdodcentral", "usdodeast", "usgovarizona", "usgovtexas", "usgovvirginia",
        "chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3",
    ];
}
