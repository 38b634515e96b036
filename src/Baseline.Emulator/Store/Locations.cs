namespace Baseline.Emulator.Store;

/// <summary>A region of Azure: its short name, the name people read, and the geography it lies in.</summary>
internal sealed record Location(string Name, string DisplayName, string Geography);

/// <summary>The regions that the emulated subscriptions may use.</summary>
internal static class Locations
{
    public static IReadOnlyList<Location> All { get; } =
    [
        new("eastus", "East US", "United States"),
        new("eastus2", "East US 2", "United States"),
        new("southcentralus", "South Central US", "United States"),
        new("westus2", "West US 2", "United States"),
        new("westus3", "West US 3", "United States"),
        new("centralus", "Central US", "United States"),
        new("northcentralus", "North Central US", "United States"),
        new("westcentralus", "West Central US", "United States"),
        new("westus", "West US", "United States"),
        new("canadacentral", "Canada Central", "Canada"),
        new("canadaeast", "Canada East", "Canada"),
        new("brazilsouth", "Brazil South", "Brazil"),
        new("northeurope", "North Europe", "Europe"),
        new("westeurope", "West Europe", "Europe"),
        new("francecentral", "France Central", "France"),
        new("germanywestcentral", "Germany West Central", "Germany"),
        new("italynorth", "Italy North", "Italy"),
        new("norwayeast", "Norway East", "Norway"),
        new("polandcentral", "Poland Central", "Poland"),
        new("spaincentral", "Spain Central", "Spain"),
        new("swedencentral", "Sweden Central", "Sweden"),
        new("switzerlandnorth", "Switzerland North", "Switzerland"),
        new("uksouth", "UK South", "United Kingdom"),
        new("ukwest", "UK West", "United Kingdom"),
        new("southafricanorth", "South Africa North", "South Africa"),
        new("uaenorth", "UAE North", "UAE"),
        new("israelcentral", "Israel Central", "Israel"),
        new("qatarcentral", "Qatar Central", "Qatar"),
        new("centralindia", "Central India", "India"),
        new("southindia", "South India", "India"),
        new("eastasia", "East Asia", "Asia Pacific"),
        new("southeastasia", "Southeast Asia", "Asia Pacific"),
        new("japaneast", "Japan East", "Japan"),
        new("japanwest", "Japan West", "Japan"),
        new("koreacentral", "Korea Central", "Korea"),
        new("australiaeast", "Australia East", "Australia"),
        new("australiasoutheast", "Australia Southeast", "Australia"),
        new("newzealandnorth", "New Zealand North", "New Zealand"),
    ];

    public static IEnumerable<string> Names => All.Select(location => location.Name);
}
