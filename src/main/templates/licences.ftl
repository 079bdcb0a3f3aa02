<#-- One library a line: artifact, name, version, licences; tabs between. -->
<#list dependencyMap as e>
<#assign project = e.getKey()/>
${project.artifactId}	${(project.name!project.artifactId)?replace("\\s+", " ", "r")}	${project.version}	${e.getValue()?join(", ")}
</#list>
