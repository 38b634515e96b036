using Baseline.Azure;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>Which types a pattern names, and which are read for the sake of their logs.</summary>
public sealed class LoggedTypesTests
{
    [Theory]
    [InlineData("Microsoft.Sql/servers", "microsoft.sql/servers", true)]
    [InlineData("Microsoft.Sql/servers", "microsoft.sql/servers/databases", true)]
    [InlineData("microsoft.sql/SERVERS/databases", "microsoft.sql/servers/databases", true)]
    [InlineData("Microsoft.Sql/servers/databases", "microsoft.sql/servers", false)]
    [InlineData("Microsoft.Sql/server", "microsoft.sql/servers", false)]
    [InlineData("Microsoft.Sql", "microsoft.sql/servers", true)]
    [InlineData("Microsoft.Storage/*", "microsoft.storage/storageaccounts/blobservices", true)]
    [InlineData("*/databases", "microsoft.sql/servers/databases", true)]
    [InlineData("*", "microsoft.web/sites/slots", true)]
    [InlineData("Microsoft.Web/s*s", "microsoft.web/sites", true)]
    [InlineData("Microsoft.Web/s*s", "microsoft.web/certificates", false)]
    public void A_type_names_itself_and_what_hangs_beneath_it(string pattern, string type, bool isNamed) =>
        Assert.Equal(isNamed, new TypePattern(pattern).Matches(type));

    [Theory]
    [InlineData("microsoft.sql/servers/databases", true)]
    [InlineData("microsoft.web/sites", true)]
    [InlineData("microsoft.web/sites/slots", false)]
    [InlineData("microsoft.search/searchservices", false)]
    public void What_is_left_out_is_not_read(string type, bool isRead)
    {
        var types = new LoggedTypes(
            [new TypePattern("Microsoft.Sql/*"), new TypePattern("Microsoft.Web/*")], [new TypePattern("Microsoft.Web/sites/slots")]);

        Assert.Equal(isRead, types.Contains(type));
    }
}
